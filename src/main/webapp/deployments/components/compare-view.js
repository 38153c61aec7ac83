import { fill, h } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon } from "../core/icons.js";
import { time } from "../core/time.js";
import { fileOf, linesOf, sorted } from "./compare-model.js";

/** More commits than this are shown when asked for. */
const MOST = 25;
const SIGNS = { CHANGED: "≠", SAME: "=", ONLY_LEFT: "−", ONLY_RIGHT: "+" };

/* Draws a comparison; what is said by a sign is said by a word as well. */
export class ComparisonView {
  #texts;
  #comparison;
  #difference;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {object} comparison as the API has it
   * @param {(path: string) => Promise<object>} difference asks what differs in a file
   */
  constructor(texts, comparison, difference) {
    this.#texts = texts;
    this.#comparison = comparison;
    this.#difference = difference;
  }

  get element() {
    const { left, right, sameRelease, withoutGit, withoutPullRequests } = this.#comparison;
    return h(
      "div",
      { class: "dg-compare__result" },
      h("div", { class: "dg-compare__pair" }, this.#side(left), this.#side(right)),
      sameRelease ? h("p", { class: "dg-notice" }, icon("verified"), this.#t("compare.same")) : null,
      this.#artifacts(),
      withoutGit ? h("p", { class: "dg-notice dg-notice--warn" }, this.#t("compare.withoutGit", { reason: withoutGit })) : this.#git(),
      withoutPullRequests ? h("p", { class: "dg-notice dg-notice--warn" }, this.#t("compare.withoutPullRequests", { reason: withoutPullRequests })) : null,
    );
  }

  #t(key, values) {
    return this.#texts.t(key, values);
  }

  #side({ environment, deployment }) {
    return h(
      "section",
      { class: "dg-card", "aria-label": environment },
      h("h2", {}, h("bdi", {}, environment)),
      deployment === null
        ? h("p", { class: "dg-quiet" }, this.#t("status.NONE"))
        : [
            h("p", {}, h("strong", {}, h("bdi", {}, deployment.version)), " ", this.#t(`status.${deployment.status}`)),
            h(
              "p",
              { class: "dg-quiet" },
              time(this.#texts, deployment.createdAt, "moment"),
              deployment.commit ? [" · ", h("span", { class: "dg-mono", title: deployment.commit }, deployment.commit.slice(0, 10))] : null,
            ),
          ],
    );
  }

  #artifacts() {
    const { artifacts, left, right } = this.#comparison;
    const head = (text) => h("th", { scope: "col" }, text);
    return h(
      "section",
      {},
      h("h2", {}, this.#t("compare.artifacts")),
      artifacts.length === 0
        ? h("p", { class: "dg-quiet" }, this.#t("compare.none"))
        : h(
            "div",
            { class: "dg-compare__table", role: "region", "aria-label": this.#t("compare.artifacts"), tabindex: "0" },
            h(
              "table",
              {},
              h("thead", {}, h("tr", {}, head(this.#t("compare.artifact")), head(h("bdi", {}, left.environment)), head(h("bdi", {}, right.environment)), head(this.#t("compare.difference")))),
              h(
                "tbody",
                {},
                sorted(artifacts).map(({ module, left: one, right: other, kind }) =>
                  h(
                    "tr",
                    { class: `dg-compare--${kind}` },
                    h("th", { scope: "row", class: "dg-mono" }, h("bdi", {}, module)),
                    h("td", {}, h("bdi", {}, one ?? "–")),
                    h("td", {}, h("bdi", {}, other ?? "–")),
                    h("td", {}, h("span", { "aria-hidden": "true" }, SIGNS[kind], " "), this.#t(`compare.kind.${kind}`)),
                  ),
                ),
              ),
            ),
          ),
    );
  }

  #git() {
    const { onlyLeft, onlyRight, left, right, repositories, tickets, files } = this.#comparison;
    const beside = (commits) => commits.map((commit) => ({ commit, link: null }));
    return [
      h(
        "section",
        {},
        h("h2", {}, this.#t("compare.commits")),
        h("div", { class: "dg-compare__pair" }, this.#commits(left, onlyLeft), this.#commits(right, onlyRight)),
        repositories.map((one) => [
          h("h3", {}, h("bdi", {}, one.repository)),
          h("div", { class: "dg-compare__pair" }, this.#commits(left, beside(one.onlyLeft)), this.#commits(right, beside(one.onlyRight))),
        ]),
      ),
      h(
        "section",
        {},
        h("h2", {}, this.#t("compare.tickets")),
        tickets.length === 0
          ? h("p", { class: "dg-quiet" }, this.#t("compare.none"))
          : h("ul", { class: "dg-compare__tickets" }, tickets.map((one) => h("li", {}, icon("ticket"), " ", one.link ? h("a", { href: one.link }, one.key) : one.key))),
      ),
      h(
        "section",
        {},
        h("h2", {}, this.#t("compare.files")),
        h("p", { class: "dg-quiet" }, this.#t("compare.files.count", { count: files.length, left: left.environment, right: right.environment })),
        files.map((file) => this.#file(fileOf(file))),
      ),
    ];
  }

  #commits({ environment }, commits) {
    const list = h("ol", { class: "dg-compare__commits" }, commits.slice(0, MOST).map((one) => this.#commit(one)));
    const more = h(
      "button",
      {
        type: "button",
        class: "dg-button",
        on: {
          click: () => {
            const first = list.children.length;
            list.append(...commits.slice(MOST).map((one) => this.#commit(one)));
            more.remove();
            const next = list.children[first];
            next.tabIndex = -1;
            next.focus();
          },
        },
      },
      this.#t("compare.more", { count: commits.length - MOST }),
    );
    return h(
      "div",
      {},
      h("p", { class: "dg-compare__only" }, this.#t("compare.only", { count: commits.length, environment })),
      commits.length > 0 ? list : null,
      commits.length > MOST ? more : null,
    );
  }

  #commit({ commit, link }) {
    const title = commit.message.split("\n")[0];
    return h(
      "li",
      {},
      link ? h("a", { href: link }, title) : h("span", {}, title),
      h("span", { class: "dg-quiet" }, h("span", { class: "dg-mono", title: commit.id }, commit.id.slice(0, 10)), " · ", h("bdi", {}, commit.author), " · ", time(this.#texts, commit.at)),
    );
  }

  /** What differs in a file is asked for when it is opened. */
  #file({ kind, path }) {
    const body = h("div", { class: "dg-compare__diff" });
    const details = h(
      "details",
      { class: "dg-compare__file" },
      h("summary", {}, h("span", { class: `dg-compare__kind dg-compare__kind--${kind}` }, this.#t(`compare.file.${kind}`)), " ", h("bdi", { class: "dg-mono" }, path)),
      body,
    );
    let asked = false;
    details.addEventListener("toggle", async () => {
      if (!details.open || asked) {
        return;
      }
      asked = true;
      fill(body, h("p", { class: "dg-quiet", role: "status" }, this.#t("compare.loading")));
      try {
        fill(body, this.#text(path, (await this.#difference(path)).text));
      } catch (failure) {
        asked = false;
        fill(body, h("p", { class: "dg-problem", role: "alert" }, said(this.#texts, failure)));
      }
    });
    return details;
  }

  #text(path, { hunks, cut, untold }) {
    if (untold) {
      return h("p", { class: "dg-quiet" }, this.#t("compare.untold", { reason: untold }));
    }
    return [
      h(
        "div",
        { class: "dg-compare__table", role: "region", "aria-label": path, tabindex: "0" },
        h(
          "table",
          { class: "dg-compare__lines" },
          h("tbody", {}, linesOf(hunks).map((line) => this.#line(line))),
        ),
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
