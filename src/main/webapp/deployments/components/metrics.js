import { fill, h, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { icon } from "../core/icons.js";
import { Choices } from "../core/state.js";
import { time } from "../core/time.js";
import { MetricView } from "./metrics-card.js";
import { METRICS, PERIODS, choicesOf, queryOf, usualTier, valueOf } from "./metrics-model.js";

/** More places than this are for a spreadsheet. */
const MOST = 200;
const CUSTOM = "custom";

/** `<dg-metrics api pages has>`: the four delivery metrics. */
export class MetricsElement extends DgElement {
  static messages = ["metrics"];

  #choices = null;
  #asked = 0;

  async start() {
    const t = (key, values) => this.texts.t(key, values);
    fill(this, h("p", { class: "dg-quiet", role: "status" }, t("metrics.loading")));
    const { applications, environments, tiers } = choicesOf(await this.api.get("/v1/matrix/brief", {}, { signal: this.signal }));
    this.#choices?.close();
    this.#choices = new Choices({ application: "", environment: "", tier: usualTier(tiers), days: "90", from: "", to: "" });
    this.#choices.addEventListener("change", () => this.#again());
    this.signal.addEventListener("abort", () => this.#choices.close());
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
    this.status = h("p", { class: "dg-quiet dg-metrics__status", role: "status" });
    this.problem = h("div", {});
    this.results = h("div", { class: "dg-metrics__results" });
    fill(
      this,
      h(
        "div",
        { class: "dg-metrics__bar", role: "search" },
        Object.values(this.fields),
        this.period,
        this.dates,
        h("button", { type: "button", class: "dg-button", on: { click: () => this.#download() } }, icon("download"), " ", t("metrics.csv")),
      ),
      this.status,
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

  async #measure() {
    const asked = ++this.#asked;
    this.results.setAttribute("aria-busy", "true");
    text(this.status, this.texts.t("metrics.loading"));
    try {
      const metrics = await this.api.get("/v1/metrics", { ...this.#query(), trend: "true" }, { signal: this.signal });
      if (asked === this.#asked) {
        fill(this.problem);
        this.#results(metrics);
      }
    } catch (failure) {
      if (asked === this.#asked && !this.signal.aborted) {
        fill(this.status);
        fill(this.results);
        fill(this.problem, this.failure(failure, () => this.#measure()));
      }
    } finally {
      if (asked === this.#asked) {
        this.results.removeAttribute("aria-busy");
      }
    }
  }

  #results(metrics) {
    const { texts } = this;
    if (metrics.places.length === 0) {
      fill(this.status);
      fill(this.results, h("p", { class: "dg-notice" }, texts.t("metrics.none")));
      return;
    }
    fill(this.status, time(texts, metrics.from, "moment"), " – ", time(texts, metrics.to, "moment"));
    fill(
      this.results,
      h("div", { class: "dg-metrics__cards" }, METRICS.map((metric) => new MetricView(texts, metrics, metric).element)),
      this.#numbers(metrics.trend),
      this.#places(metrics.places),
    );
  }

  /** What the lines show, in numbers. */
  #numbers(trend) {
    const { texts } = this;
    return h(
      "details",
      { class: "dg-metrics__numbers" },
      h("summary", {}, texts.t("metrics.numbers")),
      this.#table(
        texts.t("metrics.numbers"),
        [texts.t("metrics.step")],
        trend.map((step) => [[time(texts, step.from, "day")], step.overall]),
      ),
    );
  }

  #places(places) {
    const { texts } = this;
    const active = places.filter((place) => place.pace !== "NONE" || place.changeFailureRate.sample > 0);
    const quiet = places.length - active.length;
    const link = (place) => {
      const address = this.page("history", { application: place.application, environment: place.environment });
      return h(address ? "a" : "span", address ? { href: address } : {}, h("bdi", {}, place.application));
    };
    return h(
      "section",
      {},
      h("h2", {}, texts.t("metrics.places")),
      active.length === 0
        ? null
        : this.#table(
            texts.t("metrics.places.name"),
            [texts.t("metrics.application"), texts.t("metrics.environment")],
            active.slice(0, MOST).map((place) => [[link(place), [h("bdi", {}, place.environment), " ", h("span", { class: "dg-quiet" }, place.tier)]], place]),
          ),
      active.length > MOST ? h("p", { class: "dg-quiet" }, texts.t("metrics.places.more", { count: active.length - MOST })) : null,
      quiet > 0 ? h("p", { class: "dg-quiet" }, texts.t("metrics.places.quiet", { count: quiet })) : null,
    );
  }

  #table(name, heads, rows) {
    const { texts } = this;
    return h(
      "div",
      { class: "dg-metrics__table", role: "region", "aria-label": name, tabindex: "0" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)), METRICS.map((metric) => h("th", { scope: "col", class: "dg-number" }, texts.t(`metrics.${metric}`))))),
        h(
          "tbody",
          {},
          rows.map(([cells, place]) =>
            h(
              "tr",
              {},
              cells.map((cell, at) => h(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell)),
              METRICS.map((metric) => this.#cell(metric, place[metric])),
            ),
          ),
        ),
      ),
    );
  }

  #cell(metric, measured) {
    const { texts } = this;
    return h(
      "td",
      { class: "dg-number", title: measured.reason ?? null },
      valueOf(metric, measured, texts),
      measured.value === null
        ? null
        : h("small", { class: "dg-quiet" }, texts.t(`metrics.${metric}.sample`, { count: measured.sample }), measured.few ? [" ", icon("outOfBand"), h("span", { class: "dg-unseen" }, texts.t("metrics.few"))] : null),
    );
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
