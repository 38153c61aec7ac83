import { Unreachable } from "../core/api.js";
import { fill, h, keyed, redraw, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { icon } from "../core/icons.js";
import { follow } from "../core/follow.js";
import { Choices } from "../core/state.js";
import { time } from "../core/time.js";
import { MetricView } from "./metrics-card.js";
import { METRICS, PERIODS, choicesOf, queryOf, usualTier } from "./metrics-model.js";
import { MetricsTable } from "./metrics-table.js";

/** More places than this are for a spreadsheet. */
const MOST = 200;
const CUSTOM = "custom";

/** Measuring takes longer than looking: so many milliseconds after something happened it is looked what has become of it. */
const GATHERING = 500;
const MEASURED = /^(deployment|verification)\./;

/** `<dg-metrics api pages has>`: the four delivery metrics. */
export class MetricsElement extends DgElement {
  static messages = ["metrics"];

  #choices = null;
  #asked = 0;
  /** What is shown was measured for this. */
  #shown = null;

  async start() {
    const t = (key, values) => this.texts.t(key, values);
    fill(this, h("p", { class: "dg-quiet", role: "status" }, t("metrics.loading")));
    const { applications, environments, tiers } = choicesOf(await this.api.get("/v1/matrix/brief", {}, { signal: this.signal }));
    this.#shown = null;
    this.#choices = new Choices({ application: "", environment: "", tier: usualTier(tiers), days: "90", from: "", to: "" });
    this.#choices.addEventListener("change", () => this.#again());
    this.signal.addEventListener("abort", () => this.#choices.close());
    const live = follow(this, () => this.#measure(true), (event) => this.#concerns(event), GATHERING);
    const all = (key) => [["", t(key)]];
    const named = (names) => names.map((name) => [name, name]);
    this.fields = {
      application: this.#select("application", [...all("metrics.application.all"), ...named(applications)]),
      environment: this.#select("environment", [...all("metrics.environment.all"), ...named(environments)]),
      tier: this.#select("tier", [["all", t("metrics.tier.all")], ...named(tiers)]),
    };
    this.period = h(
      "select",
      { class: "dg-select", "aria-label": t("metrics.period"), on: { change: () => this.#choosePeriod() } },
      PERIODS.map((days) => h("option", { value: days }, t("metrics.period.days", { count: Number(days) }))),
      h("option", { value: CUSTOM }, t("metrics.period.custom")),
    );
    this.from = this.#date("from");
    this.to = this.#date("to");
    this.dates = h("span", { class: "dg-metrics__dates" }, this.from, this.to);
    this.status = h("span", { role: "status" });
    this.measured = h("span");
    this.problem = h("div", {});
    this.notice = h("p", { class: "dg-notice", role: "status", hidden: true });
    this.cards = h("div", { class: "dg-metrics__cards" });
    this.trend = new MetricsTable(this.texts, t("metrics.numbers"), [t("metrics.step")]);
    this.places = new MetricsTable(this.texts, t("metrics.places.name"), [t("metrics.application"), t("metrics.environment")]);
    this.left = h("p", { class: "dg-quiet" });
    this.content = h(
      "div",
      { hidden: true },
      this.cards,
      h("details", { class: "dg-metrics__numbers" }, h("summary", {}, t("metrics.numbers")), this.trend.element),
      h("section", {}, h("h2", {}, t("metrics.places")), this.places.element, this.left),
    );
    this.results = h("div", { class: "dg-metrics__results" }, this.notice, this.content);
    fill(
      this,
      h(
        "div",
        { class: "dg-metrics__bar", role: "search" },
        Object.values(this.fields),
        this.period,
        this.dates,
        h("button", { type: "button", class: "dg-button", on: { click: () => this.#download() } }, icon("download"), " ", t("metrics.csv")),
        live,
      ),
      h("p", { class: "dg-quiet dg-metrics__status" }, this.measured, " ", this.status),
      this.problem,
      this.results,
    );
    this.#show();
    await this.#measure();
  }

  #select(name, options) {
    return h(
      "select",
      { class: "dg-select", "aria-label": this.texts.t(`metrics.${name}`), on: { change: (event) => this.#choose({ [name]: event.target.value }) } },
      options.map(([value, label]) => h("option", { value }, label)),
    );
  }

  #date(name) {
    return h(
      "label",
      { class: "dg-metrics__date" },
      h("span", {}, this.texts.t(`metrics.${name}`)),
      h("input", { type: "date", class: "dg-input", on: { change: (event) => this.#choose({ [name]: event.target.value }) } }),
    );
  }

  #choosePeriod() {
    if (this.period.value === CUSTOM) {
      const now = new Date();
      const day = (ago) => new Date(now.getTime() - ago * 86400000).toISOString().slice(0, 10);
      this.#choose({ from: day(90), to: "", days: null });
    } else {
      this.#choose({ days: this.period.value, from: null, to: null });
    }
  }

  #choose(values) {
    this.#choices.set(values, { keep: true });
    this.#again();
  }

  #again() {
    this.#show();
    this.#measure();
  }

  /** The fields as the address has them. */
  #show() {
    const choices = this.#choices;
    for (const [name, field] of Object.entries(this.fields)) {
      const wanted = choices.get(name) || (name === "tier" ? "all" : "");
      // What was chosen elsewhere may not be there any more; it is shown all the same, and the server says so.
      if (![...field.options].some((option) => option.value === wanted)) {
        field.append(h("option", { value: wanted }, wanted));
      }
      field.value = wanted;
    }
    const custom = choices.get("from") !== "";
    const days = choices.get("days");
    if (!PERIODS.includes(days) && !custom && ![...this.period.options].some((option) => option.value === days)) {
      this.period.prepend(h("option", { value: days }, this.texts.t("metrics.period.days", { count: Number(days) || 0 })));
    }
    this.period.value = custom ? CUSTOM : days;
    this.dates.hidden = !custom;
    this.from.lastElementChild.value = choices.get("from").slice(0, 10);
    this.to.lastElementChild.value = choices.get("to").slice(0, 10);
  }

  #query() {
    const names = ["application", "environment", "tier", "days", "from", "to"];
    return queryOf(Object.fromEntries(names.map((name) => [name, this.#choices.get(name)])));
  }

  /** Other deeds, such as an approval, are not measured. */
  #concerns({ type, application }) {
    const chosen = this.#choices.get("application");
    return MEASURED.test(type) && (chosen === "" || application === chosen);
  }

  /**
   * Measures what is chosen.
   *
   * @param {boolean} [isNews] because something happened: then what is shown stays until there is an answer
   */
  async #measure(isNews = false) {
    const query = this.#query();
    const what = JSON.stringify(query);
    const asked = ++this.#asked;
    if (!isNews) {
      this.results.setAttribute("aria-busy", "true");
      text(this.status, this.texts.t("metrics.loading"));
    }
    try {
      const metrics = await this.api.get("/v1/metrics", { ...query, trend: "true" }, { signal: this.signal });
      if (asked === this.#asked) {
        fill(this.problem);
        text(this.status, "");
        this.#results(metrics);
        this.#shown = what;
      }
    } catch (failure) {
      if (asked === this.#asked && !this.signal.aborted && !(isNews && failure instanceof Unreachable && what === this.#shown)) {
        this.#shown = null;
        text(this.status, "");
        redraw(this.measured, null, () => null);
        this.content.hidden = true;
        fill(this.problem, this.failure(failure, () => this.#measure()));
      }
    } finally {
      if (asked === this.#asked) {
        this.results.removeAttribute("aria-busy");
      }
    }
  }

  #results({ from, to, places, overall, trend, spread }) {
    const { texts } = this;
    redraw(this.measured, [texts.moment(from), texts.moment(to)], () => [time(texts, from, "moment"), " – ", time(texts, to, "moment")]);
    const isMeasured = places.length > 0;
    const active = places.filter((place) => place.pace !== "NONE" || place.changeFailureRate.sample > 0);
    const quiet = places.length - active.length;
    const notice = isMeasured ? (active.length === 0 ? "metrics.empty" : null) : "metrics.none";
    text(this.notice, notice === null ? "" : texts.t(notice));
    this.notice.hidden = notice === null;
    this.content.hidden = !isMeasured;
    if (!isMeasured) {
      return;
    }
    keyed(
      this.cards,
      METRICS,
      (metric) => metric,
      (metric) => h("section", { class: "dg-card dg-metric", "aria-label": texts.t(`metrics.${metric}`) }),
      (element, metric) => {
        const steps = trend.map((step) => ({ from: step.from, measured: step.overall[metric] }));
        redraw(element, [metric, overall[metric], overall.pace, overall.unrestored, steps, spread], () =>
          new MetricView(texts, { metric, overall, steps, spread }).parts(),
        );
      },
    );
    this.trend.show(trend.map(({ from: begin, overall: step }) => ({ ...step, from: begin })), ({ from: begin }) => begin, ({ from: begin }) => [time(texts, begin, "day")]);
    this.places.show(active.slice(0, MOST), ({ application, environment }) => `${application}\n${environment}`, (place) => this.#place(place));
    this.places.element.hidden = active.length === 0;
    const more = Math.max(0, active.length - MOST);
    const left = [more > 0 && texts.t("metrics.places.more", { count: more }), quiet > 0 && texts.t("metrics.places.quiet", { count: quiet })];
    text(this.left, left.filter(Boolean).join(" "));
  }

  #place({ application, environment, tier }) {
    const address = this.page("history", { application, environment });
    return [h(address ? "a" : "span", { href: address }, h("bdi", {}, application)), [h("bdi", {}, environment), " ", h("span", { class: "dg-quiet" }, tier)]];
  }

  async #download() {
    try {
      const address = this.api.address("/v1/metrics", this.#query());
      const response = await this.api.request(address, { headers: { Accept: "text/csv" }, signal: this.signal });
      if (!response.ok || !response.headers.get("Content-Type")?.includes("csv")) {
        await this.api.read(response);
      }
      const link = h("a", { download: "metrics.csv" });
      // Made here, of what the server sent; an address in the page could be of another kind.
      link.href = URL.createObjectURL(await response.blob());
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (failure) {
      if (!this.signal.aborted) {
        fill(this.problem, this.failure(failure, () => this.#download()));
      }
    }
  }
}

define("dg-metrics", MetricsElement);
