import { h, keyed, redraw } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { METRICS, valueOf } from "./metrics-model.js";

/** A table with the four metrics in its last columns; what says the same as before stays as it is. */
export class MetricsTable {
  #texts;
  #body = h("tbody");
  #element;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {string} name for screen readers
   * @param {string[]} heads of the columns before the metrics
   */
  constructor(texts, name, heads) {
    this.#texts = texts;
    const columns = [heads.map((head) => h("th", { scope: "col" }, head)), METRICS.map((metric) => h("th", { scope: "col" }, texts.t(`metrics.${metric}`)))];
    this.#element = h(
      "div",
      { class: "dg-table", role: "region", "aria-label": name, tabindex: "0" },
      h("table", {}, h("thead", {}, h("tr", {}, columns)), this.#body),
    );
  }

  get element() {
    return this.#element;
  }

  /**
   * @param {object[]} rows what has the four metrics, as the API does
   * @param {(row: object) => string} key
   * @param {(row: object) => Node[]} cells what is in the columns before the metrics; the same for the same key
   */
  show(rows, key, cells) {
    keyed(
      this.#body,
      rows,
      key,
      (row) => h("tr", {}, cells(row).map((cell, at) => h(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell)), METRICS.map(() => h("td"))),
      (element, row) => METRICS.forEach((metric, at) => this.#cell([...element.children].at(at - METRICS.length), metric, row[metric])),
    );
  }

  #cell(element, metric, measured) {
    const { reason, sample, few, value } = measured;
    const texts = this.#texts;
    const size = () =>
      h(
        "small",
        { class: "dg-quiet" },
        texts.t(`metrics.${metric}.sample`, { count: sample }),
        few ? [" ", icon("outOfBand"), h("span", { class: "dg-unseen" }, texts.t("metrics.few"))] : null,
      );
    element.title = reason ?? "";
    redraw(element, measured, () => [valueOf(metric, measured, texts), value === null ? null : size()]);
  }
}
