import { fill, h } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon } from "../core/icons.js";
import { Popup } from "../core/popup.js";
import { sentence } from "../core/sentence.js";
import { time } from "../core/time.js";
import { comparedWith } from "./history-model.js";

/** Everything about one mark of the history; a deployment's leads to its build, commit, approvals, promotion and release. */
export class Card {
  #texts;
  #api;
  #page;
  #version;
  #popup;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {import("../core/api.js").Api} api
   * @param {(name: string, parameters: object) => string | null} page
   * @param {(version: string) => void} version chooses a version on this page
   * @param {() => void} back
   */
  constructor(texts, api, page, version, back) {
    this.#texts = texts;
    this.#api = api;
    this.#page = page;
    this.#version = version;
    this.#popup = new Popup("dg-history-card", back);
  }

  get element() {
    return this.#popup.element;
  }

  leave() {
    this.#popup.leave();
  }

  close() {
    this.#popup.close();
  }

  /** Shows it for a mark: at once and with the focus in it, or soon. */
  show(mark, owner, name, focused) {
    this.#popup.show(
      owner,
      (element, signal) => {
        element.setAttribute("aria-label", name);
        if (mark.kind === "bar") {
          this.#deployment(element, mark.span, signal);
        } else {
          fill(element, mark.kind === "hold" ? this.#hold(mark) : this.#hotfix(mark));
        }
      },
      focused,
    );
  }

  #t(key, values) {
    return this.#texts.t(key, values);
  }

  #heading(...words) {
    return h("p", { class: "dg-history-card__heading" }, words);
  }

  #facts(facts) {
    return h("dl", { class: "dg-facts" }, facts.filter(Boolean).map(([key, value]) => [h("dt", {}, this.#t(key)), h("dd", {}, value)]));
  }

  #moment(instant) {
    return time(this.#texts, instant, "moment");
  }

  #hold({ hold, lane }) {
    return [
      this.#heading(icon("hold"), " ", this.#t("history.mark.hold"), ": ", h("bdi", {}, lane.environment)),
      h("p", {}, h("q", {}, hold.reason)),
      this.#facts([
        ["history.held", [this.#moment(hold.at), " ", this.#t("by", { name: hold.by })]],
        ["history.released", hold.endedAt ? [this.#moment(hold.endedAt), " ", this.#t("by", { name: hold.endedBy })] : this.#t("history.stillHeld")],
      ]),
    ];
  }

  #hotfix({ hotfix }) {
    return [
      this.#heading(icon("hotfix"), " ", this.#t("history.mark.hotfix"), ": ", h("bdi", {}, hotfix.name)),
      this.#facts([
        ["history.begun", [this.#moment(hotfix.startedAt), " ", this.#t("by", { name: hotfix.by })]],
        ["history.branch", h("span", { class: "dg-mono" }, hotfix.branch)],
        ["history.from", h("bdi", {}, hotfix.from)],
        ["history.commit", this.#commit(hotfix.base, null)],
        ["history.state", this.#t(`history.hotfix.${hotfix.status}`)],
      ]),
    ];
  }

  #commit(commit, link) {
    return h(link ? "a" : "span", { class: "dg-mono", href: link, title: commit }, commit.slice(0, 12));
  }

  async #deployment(element, span, signal) {
    const { deployment } = span;
    const details = h("div", { class: "dg-history-card__details", "aria-busy": "true" }, h("p", { class: "dg-quiet" }, this.#t("history.loading")));
    const links = this.#links(deployment);
    fill(
      element,
      this.#heading(h("bdi", {}, deployment.application), " ", icon("open"), " ", h("bdi", {}, deployment.environment)),
      h(
        "p",
        { class: `dg-history-card__state dg-state--${span.state}` },
        icon(span.state),
        " ",
        h("strong", {}, h("bdi", {}, deployment.version)),
        ", ",
        this.#t(`status.${deployment.status}`),
      ),
      this.#summary(span),
      details,
      links,
    );
    try {
      const [known, promotion] = await Promise.all([
        this.#api.get(`/v1/deployments/${deployment.id}`, {}, { signal }),
        deployment.promotion === null ? null : this.#api.get(`/v1/promotions/${deployment.promotion}`, {}, { signal }),
      ]);
      fill(details, this.#details(known, promotion));
      this.#compare(links, known);
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      fill(details, h("p", { class: "dg-problem" }, said(this.#texts, failure)));
    }
    details.removeAttribute("aria-busy");
    this.#popup.place();
  }

  #summary(span) {
    const { deployment } = span;
    return this.#facts([
      [
        "history.there",
        [
          this.#moment(deployment.createdAt),
          " – ",
          deployment.endedAt ? this.#moment(deployment.endedAt) : this.#t("history.still"),
          h("br"),
          h("span", { class: "dg-quiet" }, this.#texts.duration(span.to - span.from)),
        ],
      ],
      ["history.came", [this.#t(`cause.${deployment.cause}`), " ", this.#t("by", { name: deployment.by })]],
      deployment.verifiedAt && ["history.verified", this.#moment(deployment.verifiedAt)],
      deployment.failedAt && ["history.failed", this.#moment(deployment.failedAt)],
      span.failure && ["history.answer", span.failure.reason],
      span.behind && ["history.because", span.behind.reason],
      deployment.outOfBand && ["history.outOfBand", deployment.outOfBand],
    ]);
  }

  #details({ deployment, commitLink, release, verifications, builds }, promotion) {
    const approvals = promotion?.approvals ?? [];
    const all = [...builds, ...(promotion?.builds ?? [])];
    return this.#facts([
      deployment.commit && ["history.commit", this.#commit(deployment.commit, commitLink)],
      release.artifacts.length > 0 && [
        "history.artifacts",
        release.artifacts.map((one) => h("div", { class: "dg-mono" }, `${one.module}:${one.version}`)),
      ],
      verifications.length > 0 && ["history.checks", verifications.map((one) => this.#check(one))],
      approvals.length > 0 && ["history.approvals", approvals.map((one) => this.#approval(one))],
      all.length > 0 && ["history.builds", all.map((one) => this.#build(one))],
    ]);
  }

  #check({ check, passed, url, at }) {
    const name = h("bdi", {}, check);
    return h(
      "div",
      { class: passed ? "dg-state--verified" : "dg-state--failed" },
      icon(passed ? "approve" : "refuse"),
      " ",
      url ? h("a", { href: url }, name) : name,
      " ",
      this.#t(passed ? "history.passed" : "history.notPassed"),
      ", ",
      this.#moment(at),
    );
  }

  #approval({ by, approved, reason, at }) {
    return h(
      "div",
      {},
      icon(approved ? "approve" : "refuse"),
      " ",
      this.#t(approved ? "history.approved" : "history.refused", { name: by }),
      ", ",
      this.#moment(at),
      reason ? [": ", h("q", {}, reason)] : null,
    );
  }

  #build({ build, gone }) {
    const name = `${build.job} #${build.number}`;
    return h("div", {}, icon("build"), " ", build.url && !gone ? h("a", { href: build.url }, name) : h("bdi", {}, name), gone ? ` ${this.#t("history.gone")}` : null);
  }

  /** Adds the link to what it changed, once it is known what was there before. */
  #compare(links, { deployment, before }) {
    const address = before && this.#page("compare", { application: deployment.application, ...comparedWith(before, deployment) });
    if (address) {
      links.append(h("a", { href: address }, sentence(this.#texts, "history.link.compare", { version: before.version })));
    }
  }

  #links({ application, environment, version, promotion }) {
    const links = [
      promotion !== null && ["history.link.promotion", this.#page("promotion", { id: promotion })],
      ["history.link.graph", this.#page("graph", { application })],
      ["history.link.now", this.#page("promotion", { application, environment })],
    ].filter((link) => link && link[1]);
    return h(
      "p",
      { class: "dg-links" },
      h("button", { type: "button", class: "dg-button", on: { click: () => this.#version(version) } }, this.#t("history.link.version")),
      links.map(([key, address]) => h("a", { href: address }, this.#t(key))),
    );
  }
}
