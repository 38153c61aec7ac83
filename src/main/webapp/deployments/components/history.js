import { fill, h, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { icon } from "../core/icons.js";
import { follow } from "../core/follow.js";
import { Choices } from "../core/state.js";
import { StateAt } from "./history-at.js";
import { Card } from "./history-card.js";
import { Chart } from "./history-chart.js";
import { List } from "./history-list.js";
import { DAY, addressText, instantOf, lanes, looks, panned, showing, within, zoomed } from "./history-model.js";
import { nameOf } from "./history-names.js";
import { Overview } from "./history-overview.js";

const TICK = 30000;
const PERIODS = ["1", "7", "30", "90", "365"];
/** So many lanes at most: of an environment with more applications those that moved last. */
const MOST_LANES = 60;
/** A window of less pixels has the names of lanes above them. */
const NARROW = 640;

/**
 * `<dg-history api pages has [application] [environment] [version] [days] [applications]>`: what was where when, of an application, an
 * environment or a release. `version` and `days` are what is chosen at first; `applications`, a JSON array of names, are those there are
 * to choose from, where a host shows the history of what a job deploys.
 */
export class HistoryElement extends DgElement {
  static messages = ["history"];
  static styles = ["history-chart"];

  #choices = null;
  #applications = [];
  #answer = null;
  #lanes = [];
  #looks = new Map();
  #chart = null;
  #overview = null;
  #list = null;
  #card = null;
  #at = null;
  #asked = null;

  async start() {
    const { texts } = this;
    fill(this, h("p", { class: "dg-quiet", role: "status" }, texts.t("history.loading")));
    const only = this.#only;
    const all = await this.api.get("/v1/applications", {}, { signal: this.signal });
    this.#applications = only ? all.filter(({ name }) => only.has(name)) : all;
    const first = this.getAttribute("environment") ? "" : (this.#applications[0]?.name ?? "");
    this.#choices = new Choices({
      application: this.getAttribute("application") || first,
      environment: this.getAttribute("environment") ?? "",
      version: this.getAttribute("version") ?? "",
      days: PERIODS.includes(this.getAttribute("days")) ? this.getAttribute("days") : "30",
      until: "",
      from: "",
      to: "",
      at: "",
      view: "",
    });
    if (only && !only.has(this.#choices.get("application"))) {
      this.#choices.set({ application: null });
    }
    this.#choices.addEventListener("change", () => this.#load());
    this.#chart = new Chart(texts);
    this.#overview = new Overview(texts);
    this.#list = new List(texts);
    this.#at = new StateAt(texts, this.api);
    let opener = null;
    this.#card = new Card(
      texts,
      this.api,
      (name, parameters) => this.page(name, parameters),
      (version) => {
        this.#card.close();
        this.#choose({ version });
        this.version.focus();
      },
      () => (opener?.isConnected ? opener.focus() : this.#chart.focus()),
    );
    const open = ({ detail: { mark, element } }) => {
      opener = element;
      this.#card.show(mark, element, nameOf(mark, texts), true);
    };
    this.#chart.addEventListener("open", open);
    this.#list.addEventListener("open", open);
    this.#chart.addEventListener("hover", ({ detail }) =>
      detail ? this.#card.show(detail.mark, detail.element, nameOf(detail.mark, texts), false) : this.#card.leave(),
    );
    this.#chart.element.addEventListener("pointerleave", () => this.#card.leave());
    this.#chart.addEventListener("zoom", ({ detail }) => this.#zoom(detail.factor, detail.around));
    this.#chart.addEventListener("move", ({ detail }) => this.#window(panned(this.#period, detail, this.#bounds)));
    this.#chart.addEventListener("show", ({ detail }) => this.#window(showing(this.#period, detail, this.#bounds)));
    this.#chart.addEventListener("range", ({ detail }) => this.#window(within(detail, this.#bounds)));
    this.#chart.addEventListener("whole", () => this.#window(this.#bounds));
    this.#overview.addEventListener("change", ({ detail }) => this.#window(detail));
    this.#at.addEventListener("change", ({ detail }) => this.#ask(detail));
    // What is about no application, such as a hold, is about all.
    const concerns = ({ application }) => !application || ["", application].includes(this.#choices.get("application"));
    const live = follow(this, () => this.refresh(() => this.#read()), concerns);
    const tick = setInterval(() => this.#answer && this.#show(), TICK);
    const resized = new ResizeObserver(() => this.#answer && this.#show());
    this.signal.addEventListener("abort", () => {
      clearInterval(tick);
      resized.disconnect();
      this.#card.close();
      this.#choices.close();
    });
    this.#layout(live);
    resized.observe(this.plot);
    await this.#load();
  }

  #layout(live) {
    const t = (key, values) => this.texts.t(key, values);
    const select = (name, options) =>
      h(
        "select",
        { class: "dg-select", "aria-label": t(`history.${name}`), on: { change: (event) => this.#choose({ [name]: event.target.value }, true) } },
        options.map(([value, words]) => h("option", { value }, words)),
      );
    const button = (key, sign, action) =>
      h("button", { type: "button", class: "dg-button dg-button--quiet dg-history__zoom", "aria-label": t(key), title: t(key), on: { click: action } }, sign);
    const names = this.#applications.map(({ name }) => name);
    const environments = [...new Set(this.#applications.flatMap(({ pipeline }) => pipeline.map(({ environment }) => environment)))];
    const every = this.#only ? [] : [["", t("history.application.all")]];
    this.application = select("application", [...every, ...names.map((name) => [name, name])]);
    this.environment = select("environment", [["", t("history.environment.all")], ...environments.map((name) => [name, name])]);
    this.days = select("days", PERIODS.map((days) => [days, t(`history.days.${days}`)]));
    this.versions = h("datalist", { id: "dg-history-versions" });
    this.version = h("input", {
      type: "search",
      class: "dg-input",
      list: "dg-history-versions",
      placeholder: t("history.version"),
      "aria-label": t("history.version"),
      spellcheck: "false",
      autocomplete: "off",
      on: { input: (event) => this.#choose({ version: event.target.value.trim() }) },
    });
    this.view = ["", "list"].map((view) =>
      h(
        "button",
        { type: "button", class: "dg-button", on: { click: () => this.#choose({ view }, true) } },
        t(view === "" ? "history.timeline" : "history.list"),
      ),
    );
    this.range = h("p", { class: "dg-history__range", role: "status" });
    this.notice = h("p", { class: "dg-notice", hidden: true });
    this.names = h("ol", { class: "dg-history__lanes", "aria-hidden": "true" });
    this.plot = h("div", { class: "dg-history__plot" }, this.#chart.element);
    this.drawn = h("div", { class: "dg-history__chart" }, this.names, this.plot, h("span"), this.#overview.element);
    this.legend = this.#legend();
    const shift = (share) => this.#shift(share);
    fill(
      this,
      h(
        "div",
        { class: "dg-history__bar", role: "search" },
        this.application,
        this.environment,
        this.version,
        this.versions,
        h("span", { class: "dg-history__views", role: "group", "aria-label": t("history.view") }, this.view),
        live,
      ),
      h(
        "div",
        { class: "dg-history__bar" },
        h("span", { class: "dg-history__period" }, button("history.earlier", "‹", () => shift(-1)), this.days, button("history.later", "›", () => shift(1))),
        this.range,
        h(
          "span",
          { class: "dg-history__zooms" },
          button("history.zoomIn", "+", () => this.#zoom(0.5)),
          button("history.zoomOut", "−", () => this.#zoom(2)),
          button("history.whole", "⤢", () => this.#window(this.#bounds)),
        ),
      ),
      this.notice,
      this.drawn,
      this.legend,
      this.#list.element,
      this.#at.element,
      this.#card.element,
    );
  }

  #legend() {
    const t = (key) => this.texts.t(key);
    const line = (state) => h("li", {}, h("span", { class: `dg-legend__line dg-stage--${state}` }), t(`history.legend.${state}`));
    const sign = (name) => h("li", {}, icon(name), " ", t(`history.legend.${name}`));
    return h(
      "details",
      { class: "dg-history__legend" },
      h("summary", {}, t("history.legend")),
      h("ul", {}, ["deploying", "deployed", "verified"].map(line), ["failed", "rollback", "hotfix", "hold"].map(sign)),
      h("p", { class: "dg-quiet" }, t("history.keys")),
    );
  }

  /** The applications there are to choose from; `null` for all. */
  get #only() {
    const names = this.getAttribute("applications");
    return names ? new Set(JSON.parse(names)) : null;
  }

  /** What is loaded: so many days until then, or until now. */
  get #bounds() {
    const until = instantOf(this.#choices.get("until")) ?? Date.now();
    const days = PERIODS.includes(this.#choices.get("days")) ? Number(this.#choices.get("days")) : 30;
    return { from: until - days * DAY, to: until };
  }

  /** What of it is shown. */
  get #period() {
    const bounds = this.#bounds;
    const from = instantOf(this.#choices.get("from")) ?? bounds.from;
    const to = instantOf(this.#choices.get("to")) ?? bounds.to;
    return from < to ? within({ from, to }, bounds) : bounds;
  }

  get #instant() {
    return instantOf(this.#choices.get("at"));
  }

  #choose(values, keep = false) {
    const loads = Object.keys(values).some((name) => !["version", "view", "from", "to"].includes(name));
    this.#choices.set(values, { keep });
    if (loads) {
      this.#load();
    } else {
      this.#fields();
      this.#show();
    }
  }

  #window(period) {
    const bounds = this.#bounds;
    this.#choose({
      from: period.from - bounds.from < 30000 ? "" : addressText(period.from),
      to: bounds.to - period.to < 30000 ? "" : addressText(period.to),
    });
  }

  #zoom(factor, around) {
    const period = this.#period;
    this.#window(zoomed(period, factor, around ?? (period.from + period.to) / 2, this.#bounds));
  }

  /** Loads the period before or after. */
  #shift(share) {
    const bounds = this.#bounds;
    const until = bounds.to + share * (bounds.to - bounds.from);
    this.#choose({ until: until >= Date.now() ? "" : addressText(until), from: "", to: "" }, true);
  }

  /** Shows what was there at an instant, and goes there when it is not in sight. */
  #ask(at) {
    const bounds = this.#bounds;
    const values = { at: at === null ? "" : addressText(at) };
    if (at !== null && (at < bounds.from || at > bounds.to)) {
      const until = at + (bounds.to - bounds.from) / 2;
      Object.assign(values, { until: until >= Date.now() ? "" : addressText(until), from: "", to: "" });
      if (values.until === "" && Date.now() - at > bounds.to - bounds.from) {
        values.until = addressText(at + DAY);
      }
    }
    this.#choose(values, true);
  }

  /** The fields as the address has them. */
  #fields() {
    const chosen = (select, name) => {
      const value = this.#choices.get(name);
      select.value = [...select.options].some((option) => option.value === value) ? value : select.options[0].value;
    };
    chosen(this.application, "application");
    chosen(this.environment, "environment");
    this.days.value = PERIODS.includes(this.#choices.get("days")) ? this.#choices.get("days") : "30";
    if (document.activeElement !== this.version) {
      this.version.value = this.#choices.get("version");
    }
    this.view.forEach((button, index) => button.setAttribute("aria-pressed", String((this.#choices.get("view") === "list") === (index === 1))));
  }

  #load() {
    this.#fields();
    return this.run(() => this.#read());
  }

  async #read() {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    const application = this.#choices.get("application");
    const environment = this.#choices.get("environment");
    if (application === "" && environment === "") {
      this.#answer = null;
      this.#say(this.texts.t(this.#applications.length === 0 ? "history.none" : "history.choose"));
      this.#reveal(false);
      return;
    }
    const { from, to } = this.#bounds;
    const until = this.#choices.get("until");
    try {
      const answer = await this.api.get(
        "/v1/timeline",
        { application, environment, from: new Date(from).toISOString(), to: until === "" ? null : new Date(to).toISOString() },
        { signal: AbortSignal.any([this.signal, asked.signal]) },
      );
      this.#answer = answer;
      this.#show();
    } catch (failure) {
      if (!asked.signal.aborted) {
        throw failure;
      }
      return;
    }
    await this.#at.show(this.#instant, { application, environment, signal: this.signal, looks: this.#looks });
  }

  #say(words) {
    text(this.notice, words);
    this.notice.hidden = words === "";
  }

  #reveal(any) {
    const list = this.#choices.get("view") === "list";
    this.drawn.hidden = !any || list;
    this.legend.hidden = !any || list;
    this.#list.element.hidden = !any || !list;
  }

  #show() {
    if (!this.#answer) {
      return;
    }
    const { texts } = this;
    const application = this.#choices.get("application");
    const environment = this.#choices.get("environment");
    const version = this.#choices.get("version");
    const bounds = this.#bounds;
    const period = this.#period;
    const pipeline = this.#applications.find(({ name }) => name === application)?.pipeline.map((stage) => stage.environment) ?? [];
    const all = lanes(
      this.#answer,
      { application, environments: environment === "" ? pipeline : [environment], applications: this.#applications.map(({ name }) => name) },
      Math.min(Date.now(), bounds.to),
    );
    this.#lanes = application ? all : all.sort((a, b) => (b.bars.at(-1)?.from ?? 0) - (a.bars.at(-1)?.from ?? 0)).slice(0, MOST_LANES);
    this.#looks = looks(this.#answer.deployments);
    const known = [...this.#looks.keys()];
    fill(this.versions, known.reverse().map((one) => h("option", { value: one })));
    const any = this.#lanes.some((lane) => lane.bars.length > 0 || lane.holds.length > 0 || lane.hotfixes.length > 0);
    const notices = [
      !any && texts.t("history.empty"),
      any && version !== "" && !this.#looks.has(version) && texts.t("history.noVersion", { version }),
      !this.#answer.complete && texts.t("history.incomplete", { time: texts.moment(this.#answer.from) }),
      all.length > this.#lanes.length && texts.t("history.fewer", { shown: this.#lanes.length, count: all.length }),
    ].filter(Boolean);
    this.#say(notices.join(" "));
    this.#reveal(any);
    text(this.range, texts.t("history.period", { from: texts.moment(period.from), to: texts.moment(period.to) }));
    if (this.#choices.get("view") === "list") {
      this.#list.show({ lanes: this.#lanes, period, version });
      return;
    }
    const named = this.clientWidth < NARROW;
    this.classList.toggle("dg-history--narrow", named);
    this.#chart.show({
      lanes: this.#lanes,
      looks: this.#looks,
      period,
      width: Math.max(this.plot.clientWidth, 100),
      version: this.#looks.has(version) ? version : "",
      at: this.#instant,
      named,
    });
    fill(
      this.names,
      this.#lanes.map((lane) => h("li", { style: { "block-size": `${this.#chart.laneHeight}px` } }, h("bdi", { title: lane.name }, lane.name))),
    );
    this.#overview.show({ lanes: this.#lanes, looks: this.#looks, bounds, period });
  }
}

define("dg-history", HistoryElement);
