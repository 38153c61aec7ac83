import { Problem } from "../core/api.js";
import { fill, h, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { icon } from "../core/icons.js";
import { Live } from "../core/live.js";
import { liveStatus } from "../core/live-status.js";
import { Choices } from "../core/state.js";
import { Card } from "./matrix-card.js";
import { Grid } from "./matrix-grid.js";
import { GROUPS, Matrix, STATES } from "./matrix-model.js";

/** Events come in bursts; so many milliseconds after the first of them it is looked what has become of it. */
const GATHERING = 150;
/** Of more applications than this it is cheaper to ask for all. */
const MANY = 8;
const TICK = 20000;

/**
 * `<dg-matrix api pages has applications>`: what is where now, applications by environments. `applications` is a JSON array of names;
 * without it all are shown.
 */
export class MatrixElement extends DgElement {
  static messages = ["matrix"];

  #matrix = null;
  #grid = null;
  #card = null;
  #choices = null;
  #changed = new Set();
  #gathering = 0;
  #counted = new Map();

  #only = null;

  async start() {
    const only = this.getAttribute("applications");
    this.#only = only ? new Set(JSON.parse(only)) : null;
    fill(this, h("p", { class: "dg-quiet", role: "status" }, this.texts.t("matrix.loading")));
    this.#matrix = await this.#all();
    this.#choices = new Choices({ q: "", state: "", group: "" });
    this.#choices.addEventListener("change", () => {
      this.#fields();
      this.#show();
    });
    this.#grid = new Grid(this.texts, (application) => this.page("history", { application }));
    this.#card = new Card(this.texts, this.api, (name, parameters) => this.page(name, parameters), () => this.#grid.focus());
    this.#grid.addEventListener("open", ({ detail }) => this.#card.show(detail, true));
    this.#grid.addEventListener("hover", ({ detail }) => (detail ? this.#card.show(detail, false) : this.#card.leave()));
    this.#grid.addEventListener("seen", ({ detail }) => this.#count(detail));
    this.#grid.element.addEventListener("scroll", () => this.#card.leave(), { passive: true });
    const live = new Live(this.api, this.#matrix.sequence);
    live.addEventListener("events", ({ detail }) => this.#happened(detail));
    const tick = setInterval(() => this.#grid.refresh(), TICK);
    this.signal.addEventListener("abort", () => {
      clearInterval(tick);
      clearTimeout(this.#gathering);
      live.close();
      this.#grid.close();
      this.#card.close();
      this.#choices.close();
    });
    this.#layout(live);
    this.#fields();
    this.#show();
  }

  #layout(live) {
    const { texts } = this;
    const t = (key, values) => texts.t(key, values);
    const choose = (name, keep) => (event) => {
      this.#choices.set({ [name]: event.target.value.trim() }, { keep });
      this.#show();
    };
    this.search = h("input", {
      type: "search",
      class: "dg-input",
      placeholder: t("matrix.search"),
      "aria-label": t("matrix.search"),
      spellcheck: "false",
      autocomplete: "off",
      on: { input: choose("q", false) },
    });
    this.state = h(
      "select",
      { class: "dg-select", "aria-label": t("matrix.state"), on: { change: choose("state", true) } },
      h("option", { value: "" }, t("matrix.state.all")),
      STATES.map((state) => h("option", { value: state }, t(`matrix.state.${state}`))),
    );
    this.group = h(
      "select",
      { class: "dg-select", "aria-label": t("matrix.group"), on: { change: choose("group", true) } },
      h("option", { value: "" }, t("matrix.group.none")),
      GROUPS.map((group) => h("option", { value: group }, t(`matrix.group.${group}`))),
    );
    this.count = h("p", { class: "dg-quiet dg-matrix__count", role: "status" });
    this.news = h("p", { class: "dg-unseen", role: "status" });
    this.empty = h("p", { class: "dg-notice", hidden: true });
    // With one application, as on the page of its job, there is nothing to search.
    const alone = this.#only?.size === 1;
    for (const field of [this.state, this.group, this.count]) {
      field.hidden = alone;
    }
    fill(
      this,
      h(
        "div",
        { class: "dg-matrix__bar", role: "search" },
        h("span", { class: "dg-matrix__search", hidden: alone }, icon("search"), this.search),
        this.state,
        this.group,
        this.count,
        liveStatus(live, texts, this.signal),
      ),
      this.news,
      this.empty,
      this.#grid.element,
      this.#card.element,
    );
  }

  /** The fields as the address has them. */
  #fields() {
    this.search.value = this.#choices.get("q");
    const known = (name, values) => (values.includes(this.#choices.get(name)) ? this.#choices.get(name) : "");
    this.state.value = known("state", STATES);
    this.group.value = known("group", GROUPS);
  }

  #show() {
    const shown = this.#matrix.select({ words: this.#choices.get("q"), state: this.state.value, group: this.group.value });
    const all = this.#matrix.rows.length;
    text(this.count, this.texts.t("matrix.count", { count: all, shown: shown.rows.length }));
    text(this.empty, this.texts.t(all === 0 ? "matrix.none" : "matrix.noneFound"));
    this.empty.hidden = shown.rows.length > 0;
    this.#grid.element.hidden = shown.rows.length === 0;
    this.#grid.show(this.#matrix, shown);
  }

  async #all() {
    return new Matrix(await this.api.get("/v1/matrix/brief", {}, { signal: this.signal }), this.#only);
  }

  #happened(events) {
    const shown = events.filter((event) => !event.application || !this.#only || this.#only.has(event.application));
    // No events at all say that there was a break; what could not be looked up before it is due then.
    if (shown.length === 0 && (events.length > 0 || this.#changed.size === 0)) {
      return;
    }
    for (const event of shown) {
      // What is about an environment, such as a hold, is about all who go there.
      this.#changed.add(event.application ?? "");
    }
    this.#gathering ||= setTimeout(() => this.#update(), GATHERING);
  }

  async #update() {
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#gathering = 0;
    try {
      if (changed.includes("") || changed.length > MANY || !(await this.#merge(changed))) {
        const matrix = await this.#all();
        matrix.inherit(this.#matrix);
        this.#matrix = matrix;
      }
      this.#show();
      text(this.news, this.texts.t("matrix.changed", { names: changed.filter(Boolean).join(", ") || this.texts.t("matrix.environments") }));
    } catch (failure) {
      if (!this.signal.aborted) {
        // The next that happens is looked up together with this; that nothing comes any more is told by the status.
        changed.forEach((one) => this.#changed.add(one));
        if (failure instanceof Problem && failure.status === 404) {
          this.#changed.add("");
        }
      }
    }
  }

  async #merge(applications) {
    const answers = await Promise.all(
      applications.map((application) => this.api.get("/v1/matrix/brief", { application }, { signal: this.signal })),
    );
    return answers.every((answer) => this.#matrix.merge(answer));
  }

  /** Has commits counted for the rows in sight, once for each state of theirs. */
  async #count(rows) {
    const asked = rows.filter((row) => this.#counted.get(row.application) !== row);
    if (asked.length === 0) {
      return;
    }
    asked.forEach((row) => this.#counted.set(row.application, row));
    try {
      const counts = await this.api.get("/v1/matrix/behind", { application: asked.map((row) => row.application) }, { signal: this.signal });
      const behind = new Map(asked.map((row) => [row.application, new Map()]));
      counts.forEach((one) => behind.get(one.application).set(one.environment, one.behind));
      for (const row of this.#matrix.rows) {
        row.behind = behind.get(row.application) ?? row.behind;
      }
      this.#show();
    } catch {
      // Without Git the matrix has no counts, and says all else.
    }
  }
}

define("dg-matrix", MatrixElement);
