import { h, keyed, redraw } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { time } from "../core/time.js";
import { marksOf, signOf } from "./graph-plane.js";

/*
 * What the drawn pipeline says, in words: what is on its way and what stops it, everything about one environment, and all of it as a
 * list for who would rather read than look.
 */

/** What is on its way, and what stops it. */
export class Words {
  #texts;
  #page;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(name: string, parameters: object) => string | null} page where a page is; `null` when the host has none
   */
  constructor(texts, page) {
    this.#texts = texts;
    this.#page = page;
  }

  #t(key, values) {
    return this.#texts.t(key, values);
  }

  /** Where one can see, and do, more about something on its way. */
  address(application, way) {
    return way.promotion ? this.#page("promotion", { id: way.promotion.id }) : this.#page("promotion", { application, environment: way.to });
  }

  /** Brings a list of what is on its way up to date; what did not change stays as it is. */
  ways(list, application, ways) {
    keyed(
      list,
      ways,
      (way) => way.to,
      () => h("li", { class: "dg-graph__way" }),
      (element, way) => redraw(element, [application, way], () => this.#way(application, way)),
    );
  }

  #way(application, way) {
    const { stop } = way;
    const address = this.address(application, way);
    const what = [
      h("strong", {}, h("bdi", {}, way.versions.join(", "))),
      " ",
      h("span", { class: "dg-unseen" }, this.#t("graph.into", { environment: "" })),
      h("span", { class: "dg-graph__into", "aria-hidden": "true" }, icon("open")),
      " ",
      h("bdi", {}, way.to),
    ];
    return [
      h("p", {}, h("span", { class: `dg-graph__stop--${stop?.verdict ?? "NONE"}` }, icon(signOf(stop))), " ", address ? h("a", { href: address }, what) : what),
      this.#stop(way),
    ];
  }

  #stop({ stop, promotion, upstream }) {
    if (stop === null) {
      return h("p", { class: "dg-quiet", "aria-busy": "true" }, this.#t("graph.asking"));
    }
    return [
      h(
        "p",
        {},
        h("span", { class: "dg-graph__verdict" }, this.#t(promotion && stop.verdict === "PASSED" ? "graph.verdict.GOING" : `graph.verdict.${stop.verdict}`)),
        stop.gate === null ? null : [" ", h("strong", { class: "dg-mono" }, stop.gate)],
        stop.verdict === "PASSED" ? null : [": ", h("bdi", {}, stop.reason)],
        stop.more > 0 ? [" ", h("span", { class: "dg-quiet" }, this.#t("graph.more", { count: stop.more }))] : null,
      ),
      stop.earliest ? h("p", {}, icon("stale"), " ", this.#t("matrix.earliest"), " ", time(this.#texts, stop.earliest, "moment"), " (", time(this.#texts, stop.earliest), ")") : null,
      h(
        "p",
        { class: "dg-quiet" },
        upstream.length === 0 ? null : this.#t("graph.from", { environments: upstream.join(", ") }),
        promotion ? [upstream.length === 0 ? null : " · ", this.#t("graph.asked", { id: promotion.id, name: promotion.trigger }), " ", time(this.#texts, promotion.requestedAt)] : null,
      ),
    ];
  }

  /** Everything about an environment. */
  details(application, cell, way) {
    const { deployment, hold, drift } = cell.place;
    const facts = [
      [this.#t("graph.release"), cell.version === null ? this.#t("status.NONE") : h("strong", {}, h("bdi", {}, cell.version))],
      deployment && [this.#t("graph.state"), [h("span", { class: `dg-state--${cell.shape}` }, icon(cell.shape)), " ", this.#t(`status.${cell.status}`), ", ", time(this.#texts, cell.since)]],
      hold && [this.#t("matrix.hold"), [h("q", {}, hold.reason), ` ${this.#t("by", { name: hold.by })}, `, time(this.#texts, hold.at)]],
      deployment?.outOfBand && [this.#t("matrix.mark.outOfBand"), deployment.outOfBand],
      drift && [this.#t("matrix.mark.drifted"), [h("bdi", {}, drift.reason), ", ", time(this.#texts, drift.at)]],
      cell.offLine && [this.#t("matrix.mark.offLine"), h("span", { class: "dg-mono" }, cell.place.offLine.slice(0, 10))],
      deployment && [this.#t("matrix.deployed"), [this.#t(`cause.${deployment.cause}`), ` ${this.#t("by", { name: deployment.by })}, `, time(this.#texts, deployment.createdAt, "moment")]],
      deployment?.commit && [this.#t("matrix.commit"), h("span", { class: "dg-mono", title: deployment.commit }, deployment.commit.slice(0, 10))],
      cell.after.length > 0 && [this.#t("matrix.after"), cell.after.join(", ")],
    ].filter(Boolean);
    const links = [
      ["matrix.link.promote", this.#page("promotion", { application, environment: cell.environment })],
      ["matrix.link.history", this.#page("history", { application, environment: cell.environment })],
      ["graph.link.compare", cell.after.length === 0 ? null : this.#page("compare", { application, left: cell.after[0], right: cell.environment })],
    ].filter(([, address]) => address);
    return [
      h("dl", { class: "dg-facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      way ? h("div", { class: "dg-graph__way" }, this.#way(application, way)) : null,
      links.length === 0 ? null : h("p", { class: "dg-links" }, links.map(([key, address]) => h("a", { href: address }, this.#t(key)))),
    ];
  }

  /** Brings the list of all environments up to date. */
  all(list, application, cells, ways) {
    keyed(
      list,
      cells,
      (cell) => cell.environment,
      () => h("li", { class: "dg-card" }),
      (element, cell) => {
        const way = ways.get(cell.environment) ?? null;
        redraw(element, [application, cell, way], () => [this.heading(cell), this.details(application, cell, way)]);
      },
    );
  }

  /** The name of an environment, its tier, and what there is to say about it. */
  heading(cell) {
    return h(
      "h2",
      { class: "dg-graph__heading" },
      h("bdi", {}, cell.environment),
      " ",
      h("bdi", { class: "dg-quiet" }, cell.tier),
      marksOf(cell).map((mark) => [" ", h("span", { class: `dg-graph__mark dg-state--${mark}` }, icon(mark), " ", this.#t(`matrix.mark.${mark}`))]),
    );
  }
}
