import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { histogram, line, parts } from "./metrics-chart.js";
import { barsOf, millis, numberOf, valueOf, words } from "./metrics-model.js";

/*
 * One metric: its value, how far it can be trusted, trend and distribution. Everything a drawing shows is also in its name, in words.
 */
export class MetricView {
  #texts;
  #metric;
  #overall;
  #steps;
  #spread;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {{metric: string, overall: object, steps: {from: string, measured: object}[], spread: object}} measured steps: the metric's
   *     trend; the rest as the API has it
   */
  constructor(texts, { metric, overall, steps, spread }) {
    this.#texts = texts;
    this.#metric = metric;
    this.#overall = overall;
    this.#steps = steps;
    this.#spread = spread;
  }

  /** What is in its card, one part below the other. */
  parts() {
    const measured = this.#overall[this.#metric];
    const name = this.#t(`metrics.${this.#metric}`);
    return [
      h("h2", { class: "dg-metric__name" }, name),
      h("p", { class: "dg-metric__what dg-quiet" }, this.#t(`metrics.${this.#metric}.what`)),
      h("p", { class: "dg-metric__value" }, h("strong", {}, valueOf(this.#metric, measured, this.#texts)), this.#pace()),
      this.#trust(measured),
      h("div", {}, this.#trend(name)),
      h("div", {}, h("h3", {}, this.#t("metrics.spread")), this.#distribution(name)),
    ];
  }

  #t(key, values) {
    return this.#texts.t(key, values);
  }

  #pace() {
    return this.#metric === "deploymentFrequency" ? h("span", { class: "dg-quiet dg-metric__pace" }, this.#t(`metrics.pace.${this.#overall.pace}`)) : null;
  }

  /** What the value is made of, and whether that is enough. */
  #trust(measured) {
    const { unrestored } = this.#overall;
    return h(
      "p",
      { class: "dg-metric__sample" },
      measured.value === null
        ? measured.reason
        : [
            this.#t(`metrics.${this.#metric}.sample`, { count: measured.sample }),
            measured.few ? h("span", { class: "dg-state--outOfBand dg-metric__few" }, icon("outOfBand"), " ", this.#t("metrics.few")) : null,
          ],
      this.#metric === "timeToRestore" && unrestored > 0
        ? h("span", { class: "dg-state--failed dg-metric__few" }, icon("failed"), " ", this.#t("metrics.unrestored", { count: unrestored }))
        : null,
    );
  }

  #trend(name) {
    const metric = this.#metric;
    const points = this.#steps.map(({ from, measured }) => ({
      value: numberOf(metric, measured),
      // A week is one week; it does not get better by being more.
      few: measured.few && metric !== "deploymentFrequency",
      label: this.#t("metrics.trend.point", {
        from: this.#texts.day(from),
        value: valueOf(metric, measured, this.#texts),
        sample: this.#t(`metrics.${metric}.sample`, { count: measured.sample }),
      }),
    }));
    const values = points.map((point) => point.value).filter((value) => value !== null);
    const said = (value) => words(metric, value, this.#texts);
    const least = values.length > 0 ? said(Math.min(...values)) : "";
    const most = values.length > 0 ? said(Math.max(...values)) : "";
    const drawing = line(
      points,
      values.length === 0
        ? this.#t("metrics.trend.none", { metric: name })
        : this.#t("metrics.trend.name", {
            metric: name,
            first: said(values[0]),
            last: said(values.at(-1)),
            least,
            most,
          }),
      metric === "changeFailureRate" ? 0.1 : metric === "deploymentFrequency" ? 1 : 0,
    );
    const range = values.length === 0 ? null : h("span", { class: "dg-quiet" }, " ", least === most ? least : this.#t("metrics.trend.range", { least, most }));
    return [h("h3", {}, this.#t("metrics.trend"), range), drawing, this.#axis()];
  }

  /** From when to when; each point has its own date in its name. */
  #axis() {
    const ends = this.#steps.length > 1 ? [this.#steps[0], this.#steps.at(-1)] : this.#steps;
    return h("p", { class: "dg-metric__axis dg-quiet", "aria-hidden": "true" }, ends.map(({ from }) => h("span", {}, this.#texts.day(from))));
  }

  #distribution(name) {
    const spread = this.#spread;
    if (this.#metric === "changeFailureRate") {
      const said = this.#t("metrics.parts", { good: spread.succeeded, bad: spread.failed });
      return spread.succeeded + spread.failed === 0
        ? h("p", { class: "dg-quiet dg-metric__note" }, this.#t("metrics.spread.none"))
        : [parts(spread.succeeded, spread.failed, said), h("p", { class: "dg-quiet dg-metric__note" }, said)];
    }
    const bars = barsOf(this.#metric, spread).map((bar) => this.#bar(bar));
    if (bars.length === 0) {
      return h("p", { class: "dg-quiet dg-metric__note" }, this.#t("metrics.spread.none"));
    }
    const lengths = this.#metric === "leadTime" ? spread.leadTime : this.#metric === "timeToRestore" ? spread.timeToRestore : null;
    const filled = bars.filter((bar) => bar.count > 0).map((bar) => bar.label);
    return [
      histogram(bars, this.#t("metrics.spread.name", { metric: name, bars: filled.join("; ") })),
      lengths
        ? h(
            "p",
            { class: "dg-quiet dg-metric__note" },
            this.#t("metrics.spread.quartiles", {
              lower: this.#texts.duration(millis(lengths.lowerQuartile)),
              upper: this.#texts.duration(millis(lengths.upperQuartile)),
              longest: this.#texts.duration(millis(lengths.longest)),
            }),
          )
        : null,
    ];
  }

  #bar({ from, to, count }) {
    if (this.#metric === "deploymentFrequency") {
      const label = this.#t("metrics.bar.days", { count: from });
      return { count, mark: this.#texts.number(from), label: this.#t("metrics.bar.weeks", { label, count }) };
    }
    const said = (length) => this.#texts.duration(length);
    const label =
      from === 0
        ? this.#t("metrics.bar.below", { to: said(to) })
        : to === null
          ? this.#t("metrics.bar.above", { from: said(from) })
          : this.#t("metrics.bar.between", { from: said(from), to: said(to) });
    return { count, mark: this.#mark(from, to), label: this.#t("metrics.bar.lengths", { label, count }) };
  }

  /** Where a bar ends, or begins when it has no end, as briefly as can be. */
  #mark(from, to) {
    const at = to ?? from;
    const [unit, length] = at >= 86400000 ? ["day", 86400000] : at >= 3600000 ? ["hour", 3600000] : ["minute", 60000];
    return (to === null ? ">" : "<") + this.#texts.number(at / length, { style: "unit", unit, unitDisplay: "narrow" });
  }
}
