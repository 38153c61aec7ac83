import { fill, h, keyed, redraw } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon, shapeOf } from "../core/icons.js";
import { time } from "../core/time.js";
import { fileOf, linesOf, parseSide, sorted } from "./compare-model.js";

/** More commits than this are shown when asked for. */
const MOST = 25;
const SIGNS = { CHANGED: "≠", SAME: "=", ONLY_LEFT: "−", ONLY_RIGHT: "+" };

/**
 * Draws a comparison; what is said by a sign is said by a word as well. Of another one drawn later, what is the same stays as it is:
 * focus, opened files, and where one has scrolled to.
 */
export class ComparisonView {
  #texts;
  #page;
  #comparison = null;
  #difference = null;
  /** Lists of commits that somebody wanted to see all of. */
  #whole = new Set();
  #files = h("div");
  #element = h("div", { class: "dg-compare__result" });

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(name: string, parameters: object) => string | null} page where a page is; `null` when the host has none
   */
  constructor(texts, page) {
    this.#texts = texts;
    this.#page = page;
  }

  get element() {
    return this.#element;
  }

  /**
   * @param {object} comparison as the API has it
   * @param {(path: string) => Promise<object>} difference asks what differs in a file
   * @returns {boolean} whether it says something else than before
   */
  show(comparison, difference) {
    this.#comparison = comparison;
    this.#difference = difference;
    const { left, right, sameRelease, artifacts, withoutGit, withoutPullRequests, onlyLeft, onlyRight, repositories, tickets, files } = comparison;
    const warning = (key, reason) => h("p", { class: "dg-notice dg-notice--warn" }, this.#t(key, { reason }));
    const parts = [
      { key: "pair", data: [left, right], draw: () => h("div", { class: "dg-compare__pair" }, this.#side(left), this.#side(right)) },
      sameRelease && { key: "same", data: true, draw: () => h("p", { class: "dg-notice" }, icon("verified"), this.#t("compare.same")) },
      { key: "artifacts", data: [artifacts, left.environment, right.environment], draw: () => this.#artifacts() },
      withoutGit && { key: "withoutGit", data: withoutGit, draw: () => warning("compare.withoutGit", withoutGit) },
      !withoutGit && {
        key: "commits",
        data: [onlyLeft, onlyRight, repositories, left.environment, right.environment],
        draw: () => this.#history(),
      },
      !withoutGit && { key: "tickets", data: tickets, draw: () => this.#tickets() },
      !withoutGit && { key: "files", data: [files.length, left.environment, right.environment], draw: () => this.#configuration() },
      withoutPullRequests && {
        key: "withoutPullRequests",
        data: withoutPullRequests,
        draw: () => warning("compare.withoutPullRequests", withoutPullRequests),
      },
    ].filter(Boolean);
    let isOther = false;
    keyed(
      this.#element,
      parts,
      ({ key }) => key,
      () => h("div"),
      (element, { data, draw }) => {
        isOther = redraw(element, data, draw) || isOther;
      },
    );
    const commits = `${left.deployment?.commit} ${right.deployment?.commit}`;
    keyed(
      this.#files,
      files,
      (file) => file,
      (file) => this.#file(fileOf(file)),
      (element) => this.#moved(element, commits),
    );
    return isOther;
  }

  #t(key, values) {
    return this.#texts.t(key, values);
  }

  /** What a side is called: an environment, and which version or instant of it. */
  #name({ environment: text }) {
    const { environment, kind, what } = parseSide(text);
    return kind === "now" ? environment : `${environment}, ${kind === "instant" ? this.#texts.moment(what) : what}`;
  }

  #side(side) {
    const { deployment, commitLink } = side;
    const name = this.#name(side);
    if (deployment === null) {
      return h("section", { class: "dg-card", "aria-label": name }, h("h2", {}, h("bdi", {}, name)), h("p", { class: "dg-quiet" }, this.#t("status.NONE")));
    }
    const { application, environment, commit, status, version, cause, by, createdAt } = deployment;
    const shape = shapeOf(status);
    const history = this.#page("history", { application, environment });
    return h(
      "section",
      { class: "dg-card", "aria-label": name },
      h("h2", {}, h("bdi", {}, name)),
      h(
        "p",
        { class: "dg-compare__release" },
        h("strong", {}, h("bdi", {}, version)),
        " ",
        h("span", { class: `dg-state--${shape}` }, icon(shape), " ", this.#t(`status.${status}`)),
      ),
      h(
        "p",
        { class: "dg-quiet" },
        time(this.#texts, createdAt, "moment"),
        " · ",
        this.#t("compare.came", { cause: this.#t(`cause.${cause}`), name: by }),
        commit ? [" · ", h(commitLink ? "a" : "span", { class: "dg-mono", href: commitLink, title: commit }, commit.slice(0, 10))] : null,
        history ? [" · ", h("a", { href: history }, this.#t("nav.history"))] : null,
      ),
    );
  }

  #artifacts() {
    const { artifacts, left, right } = this.#comparison;
    const head = (text) => h("th", { scope: "col" }, text);
    return [
      h("h2", {}, this.#t("compare.artifacts")),
      artifacts.length === 0
        ? h("p", { class: "dg-quiet" }, this.#t("compare.none"))
        : h(
            "div",
            { class: "dg-table", role: "region", "aria-label": this.#t("compare.artifacts"), tabindex: "0" },
            h(
              "table",
              {},
              h(
                "thead",
                {},
                h("tr", {}, head(this.#t("compare.artifact")), [left, right].map((side) => head(h("bdi", {}, this.#name(side)))), head(this.#t("compare.difference"))),
              ),
              h(
                "tbody",
                {},
                sorted(artifacts).map(({ module, left: one, right: other, kind }) =>
                  h(
                    "tr",
                    { class: `dg-compare--${kind}` },
                    h("th", { scope: "row", class: "dg-mono" }, h("bdi", {}, module)),
                    [one, other].map((version) => h("td", {}, h("bdi", {}, version ?? "–"))),
                    h("td", {}, h("span", { "aria-hidden": "true" }, SIGNS[kind], " "), this.#t(`compare.kind.${kind}`)),
                  ),
                ),
              ),
            ),
          ),
    ];
  }

  #history() {
    const { onlyLeft, onlyRight, repositories } = this.#comparison;
    const beside = (commits) => commits.map((commit) => ({ commit, link: null }));
    return [
      h("h2", {}, this.#t("compare.commits")),
      this.#pair("", onlyLeft, onlyRight),
      repositories.map((one) => [h("h3", {}, h("bdi", {}, one.repository)), this.#pair(one.repository, beside(one.onlyLeft), beside(one.onlyRight))]),
    ];
  }

  #pair(repository, onlyLeft, onlyRight) {
    const { left, right } = this.#comparison;
    return h("div", { class: "dg-compare__pair" }, this.#commits(left, onlyLeft, `left ${repository}`), this.#commits(right, onlyRight, `right ${repository}`));
  }

  #commits(side, commits, key) {
    const shown = this.#whole.has(key) ? commits : commits.slice(0, MOST);
    const list = h("ol", { class: "dg-compare__commits" }, shown.map((one) => this.#commit(one)));
    const showAll = (event) => {
      this.#whole.add(key);
      list.append(...commits.slice(MOST).map((one) => this.#commit(one)));
      event.currentTarget.remove();
      const next = list.children[MOST];
      next.tabIndex = -1;
      next.focus();
    };
    return h(
      "div",
      {},
      h("p", { class: "dg-compare__only" }, this.#t("compare.only", { count: commits.length, environment: this.#name(side) })),
      commits.length > 0 ? list : null,
      commits.length > shown.length
        ? h("button", { type: "button", class: "dg-button", on: { click: showAll } }, this.#t("compare.more", { count: commits.length - MOST }))
        : null,
    );
  }

  #commit({ commit, link }) {
    return h(
      "li",
      {},
      h(link ? "a" : "span", { href: link }, commit.message.split("\n")[0]),
      h("span", { class: "dg-quiet" }, h("span", { class: "dg-mono", title: commit.id }, commit.id.slice(0, 10)), " · ", h("bdi", {}, commit.author), " · ", time(this.#texts, commit.at)),
    );
  }

  #tickets() {
    const { tickets } = this.#comparison;
    return [
      h("h2", {}, this.#t("compare.tickets")),
      tickets.length === 0
        ? h("p", { class: "dg-quiet" }, this.#t("compare.none"))
        : h("ul", { class: "dg-compare__tickets" }, tickets.map(({ key, link }) => h("li", {}, icon("ticket"), " ", h(link ? "a" : "span", { href: link }, key)))),
    ];
  }

  #configuration() {
    const { files, left, right } = this.#comparison;
    return [
      h("h2", {}, this.#t("compare.files")),
      h("p", { class: "dg-quiet" }, this.#t("compare.files.count", { count: files.length, left: this.#name(left), right: this.#name(right) })),
      this.#files,
    ];
  }

  /** What differs in a file is asked for when it is opened. */
  #file({ kind, path }) {
    const details = h(
      "details",
      { class: "dg-compare__file", on: { toggle: () => details.open && this.#ask(details, path) } },
      h("summary", {}, h("span", { class: `dg-compare__kind dg-compare__kind--${kind}` }, this.#t(`compare.file.${kind}`)), " ", h("bdi", { class: "dg-mono" }, path)),
      h("div", { class: "dg-compare__diff" }, h("p", { class: "dg-quiet", role: "status" }, this.#t("compare.loading"))),
    );
    return details;
  }

  /** Whatever is known of a file is of these commits, or is asked for anew. */
  #moved(details, commits) {
    if (details.dataset.commits !== commits) {
      details.dataset.commits = commits;
      delete details.dataset.asked;
      if (details.open) {
        this.#ask(details, fileOf(details.dataset.key).path);
      }
    }
  }

  async #ask(details, path) {
    const { commits } = details.dataset;
    if (details.dataset.asked === commits) {
      return;
    }
    details.dataset.asked = commits;
    const body = details.lastElementChild;
    try {
      const { text } = await this.#difference(path);
      if (details.dataset.commits === commits) {
        redraw(body, text, () => this.#text(path, text));
      }
    } catch (failure) {
      delete details.dataset.asked;
      fill(body, h("p", { class: "dg-problem", role: "alert" }, said(this.#texts, failure)));
    }
  }

  #text(path, { hunks, cut, untold }) {
    if (untold) {
      return h("p", { class: "dg-quiet" }, this.#t("compare.untold", { reason: untold }));
    }
    return [
      h(
        "div",
        { class: "dg-table", role: "region", "aria-label": path, tabindex: "0" },
        h("table", { class: "dg-compare__lines" }, h("tbody", {}, linesOf(hunks).map((line) => this.#line(line)))),
      ),
      cut ? h("p", { class: "dg-quiet" }, this.#t("compare.cut")) : null,
    ];
  }

  #line(line) {
    if (line === null) {
      return h("tr", { class: "dg-compare__gap" }, h("td", { colspan: "3" }, "⋯"));
    }
    const element = line.sign === "+" ? "ins" : line.sign === "-" ? "del" : "span";
    return h(
      "tr",
      { class: line.sign === "+" ? "dg-compare__added" : line.sign === "-" ? "dg-compare__removed" : null },
      h("td", { class: "dg-compare__number" }, line.left ?? ""),
      h("td", { class: "dg-compare__number" }, line.right ?? ""),
      h("td", {}, h("span", { "aria-hidden": "true" }, line.sign), h(element, {}, line.text)),
    );
  }
}
