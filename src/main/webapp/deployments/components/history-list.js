import { h, keyed, redraw } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { time } from "../core/time.js";

/** So many rows are there at first; a button brings more. */
const ROWS = 200;

/** The same as a table: for screen readers, for searching in the page, and for whoever likes tables better. Dispatches `open`. */
export class List extends EventTarget {
  #texts;
  #body = h("tbody");
  #more;
  #element;
  #rows = [];
  #shown = ROWS;

  /** @param {import("../core/i18n.js").Texts} texts */
  constructor(texts) {
    super();
    this.#texts = texts;
    const t = (key) => texts.t(key);
    this.#more = h("button", { type: "button", class: "dg-button", hidden: true, on: { click: () => this.#showMore() } }, t("history.more"));
    this.#element = h(
      "div",
      { class: "dg-history__list" },
      h(
        "div",
        { class: "dg-table", tabindex: "0", role: "region", "aria-label": t("history.list") },
        h(
          "table",
          {},
          h("caption", { class: "dg-unseen" }, t("history.list")),
          h("thead", {}, h("tr", {}, ["when", "where", "what", "state", "until", "by"].map((key) => h("th", { scope: "col" }, t(`history.column.${key}`))))),
          this.#body,
        ),
      ),
      this.#more,
    );
  }

  get element() {
    return this.#element;
  }

  /**
   * Shows what is in the period, newest first.
   *
   * @param {{lanes: object[], period: object, version: string}} state
   */
  show({ lanes, period, version }) {
    const inside = ({ from, to }) => to >= period.from && from <= period.to;
    this.#rows = lanes
      .flatMap((lane, index) => [
        ...lane.bars
          .filter((bar) => inside(bar) && (version === "" || bar.deployment.version === version))
          .map((bar) => ({ key: `bar ${bar.id}`, at: bar.from, lane, mark: { kind: "bar", span: bar, lane } })),
        // A hold is about an environment, however many lanes are in it.
        ...lane.holds
          .filter((hold) => inside(hold) && version === "" && lanes.findIndex((one) => one.environment === lane.environment) === index)
          .map((hold) => ({ key: hold.id, at: hold.from, lane, mark: { kind: "hold", hold, lane } })),
        ...lane.hotfixes
          .filter((hotfix) => version === "" && hotfix.at >= period.from && hotfix.at <= period.to)
          .map((hotfix) => ({ key: hotfix.id, at: hotfix.at, lane, mark: { kind: "hotfix", hotfix, lane } })),
      ])
      .sort((a, b) => b.at - a.at);
    this.#fill();
  }

  #showMore() {
    const before = this.#shown;
    this.#shown += ROWS;
    this.#fill();
    this.#body.children[before]?.querySelector("button")?.focus();
  }

  #fill() {
    keyed(
      this.#body,
      this.#rows.slice(0, this.#shown),
      ({ key }) => key,
      () => h("tr"),
      (row, { lane, mark }) => {
        // What did not change stays, with the focus that may be in it.
        const stands = mark.kind === "bar" ? [mark.span.state, mark.span.deployment.endedAt] : [mark.hold?.endedAt];
        redraw(row, stands, () => this.#cells(lane, mark));
      },
    );
    this.#more.hidden = this.#rows.length <= this.#shown;
  }

  #cells(lane, mark) {
    const t = (key) => this.#texts.t(key);
    const open = (words) =>
      h(
        "button",
        { type: "button", class: "dg-history__open", on: { click: (event) => this.dispatchEvent(new CustomEvent("open", { detail: { mark, element: event.currentTarget } })) } },
        h("bdi", {}, words),
      );
    const where = h("td", {}, h("bdi", {}, mark.kind === "hold" ? lane.environment : lane.name));
    const when = (instant) => h("td", {}, instant ? time(this.#texts, instant, "moment") : t("history.still"));
    if (mark.kind === "bar") {
      const { deployment, state } = mark.span;
      const came = mark.span.rollback ? "rollback" : mark.span.hotfix ? "hotfix" : null;
      return [
        when(deployment.createdAt),
        where,
        h("td", {}, open(deployment.version), came ? [" ", icon(came), " ", t(`history.mark.${came}`)] : null),
        h("td", { class: `dg-state--${state}` }, icon(state), " ", t(`status.${deployment.status}`)),
        when(deployment.endedAt),
        h("td", {}, h("bdi", {}, deployment.by)),
      ];
    }
    const one = mark.hold ?? mark.hotfix;
    return [
      when(mark.hold ? one.at : one.startedAt),
      where,
      h("td", {}, icon(mark.kind), " ", open(mark.hold ? one.reason : one.name)),
      h("td", {}, t(`history.mark.${mark.kind}`)),
      mark.hold ? when(one.endedAt) : h("td"),
      h("td", {}, h("bdi", {}, one.by)),
    ];
  }
}
