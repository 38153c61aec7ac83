import { Problem, Unreachable } from "../core/api.js";
import { fill, h, redraw } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { mayPass, said } from "../core/failure.js";
import { follow } from "../core/follow.js";
import { Choices } from "../core/state.js";
import { cellOf, comingTo, stopOf } from "./graph-model.js";
import { Plane } from "./graph-plane.js";
import { Words } from "./graph-words.js";

const TICK = 20000;

/**
 * `<dg-graph api pages has [application]>`: the pipeline of an application, the releases travelling on it, and what stops each. With
 * the attribute it is about that application alone.
 */
export class GraphElement extends DgElement {
  static messages = ["graph", "matrix"];

  #choices = null;
  #plane = null;
  #words = null;
  #application = null;
  #cells = [];
  #ways = new Map();
  /** Counts what was read: answers of an earlier reading come too late. */
  #reading = 0;

  async start() {
    const { texts } = this;
    fill(this, h("p", { class: "dg-quiet", role: "status" }, texts.t("matrix.loading")));
    const own = this.getAttribute("application");
    const applications = own ? [own] : (await this.api.get("/v1/applications", {}, { signal: this.signal })).map((one) => one.name);
    if (applications.length === 0) {
      fill(this, h("p", { class: "dg-notice" }, texts.t("matrix.none")));
      return;
    }
    this.#choices = new Choices({ application: applications[0], environment: "", view: "" });
    this.#words = new Words(texts, (name, parameters) => this.page(name, parameters));
    this.#plane = new Plane(texts, (way) => this.#words.address(this.#application, way));
    this.#plane.addEventListener("choose", ({ detail }) => {
      this.#choices.set({ environment: detail === this.#choices.get("environment") ? "" : detail }, { keep: true });
      this.#show();
    });
    this.#choices.addEventListener("change", () => this.#choose());
    // What is about an environment, such as a hold, is about all who go there.
    const live = follow(this, () => this.#read(), (event) => !event.application || event.application === this.#application);
    const tick = setInterval(() => this.#tick(), TICK);
    this.signal.addEventListener("abort", () => {
      clearInterval(tick);
      this.#plane.close();
      this.#choices.close();
    });
    this.#layout(own ? null : applications, live);
    await this.#choose();
  }

  #layout(applications, live) {
    const t = (key, values) => this.texts.t(key, values);
    this.select =
      applications &&
      h(
        "select",
        {
          class: "dg-select dg-graph__application",
          "aria-label": t("matrix.application"),
          on: {
            change: (event) => {
              this.#choices.set({ application: event.target.value, environment: "" }, { keep: true });
              this.#choose();
            },
          },
        },
        applications.map((name) => h("option", { value: name }, name)),
      );
    this.view = h(
      "select",
      {
        class: "dg-select",
        "aria-label": t("graph.view"),
        on: {
          change: (event) => {
            this.#choices.set({ view: event.target.value }, { keep: true });
            this.#show();
          },
        },
      },
      h("option", { value: "" }, t("graph.view.graph")),
      h("option", { value: "list" }, t("graph.view.list")),
    );
    this.problem = h("div", { hidden: true });
    this.wayList = h("ul", { class: "dg-graph__ways" });
    this.wayNone = h("p", { class: "dg-quiet" }, t("graph.nothing"));
    this.details = h("section", { class: "dg-card dg-graph__details", hidden: true });
    this.list = h("ol", { class: "dg-graph__list", hidden: true });
    this.drawing = h(
      "div",
      { class: "dg-graph__drawing" },
      this.#plane.element,
      h(
        "div",
        { class: "dg-graph__below" },
        h("section", { class: "dg-graph__coming", "aria-labelledby": "dg-graph-coming" }, h("h2", { id: "dg-graph-coming", class: "dg-graph__heading" }, t("graph.coming")), this.wayNone, this.wayList),
        this.details,
      ),
    );
    this.content = h("div", { hidden: true }, this.drawing, this.list);
    fill(this, h("div", { class: "dg-graph__bar" }, this.select, this.view, live), this.problem, this.content);
  }

  /** Shows the application that the address names. */
  async #choose() {
    this.#application = this.getAttribute("application") || this.#choices.get("application");
    if (this.select) {
      this.select.value = this.#application;
    }
    await this.#read();
  }

  async #read() {
    const reading = ++this.#reading;
    try {
      const matrix = await this.api.get("/v1/matrix", { application: this.#application }, { signal: this.signal });
      if (reading !== this.#reading) {
        return;
      }
      const { places } = matrix.rows[0];
      const known = this.#ways;
      this.#cells = places.map(cellOf);
      this.#ways = new Map(
        places
          .map((place) => comingTo(place, places))
          .filter(Boolean)
          .map((way) => {
            const before = known.get(way.to);
            const isSame = before?.versions.join() === way.versions.join() && before.promotion?.id === way.promotion?.id;
            return [way.to, { ...way, stop: isSame ? before.stop : null }];
          }),
      );
      this.problem.hidden = true;
      this.#show();
      await this.#ask(reading);
    } catch (failure) {
      if (this.signal.aborted || reading !== this.#reading || (failure instanceof Unreachable && this.#cells.length > 0)) {
        return;
      }
      this.content.hidden = true;
      this.problem.hidden = false;
      fill(this.problem, this.failure(failure, () => this.#read()));
    }
  }

  /** Has the gates asked about what is on its way, one after the other: it may take Git some time. */
  async #ask(reading) {
    for (const way of [...this.#ways.values()]) {
      const stop = await this.#stop(way);
      if (reading !== this.#reading || this.signal.aborted) {
        return;
      }
      // Where Git has drifted from what was deployed, it is Git that has something newer, and that stops it.
      const isDrifted = this.#cells.find((cell) => cell.environment === way.to).drifted;
      if (stop.isOlder && !way.promotion && !isDrifted) {
        this.#ways.delete(way.to);
      } else {
        this.#ways.set(way.to, { ...way, versions: stop.version && way.versions.length > 1 ? [stop.version] : way.versions, stop });
      }
      this.#show();
    }
  }

  async #stop(way) {
    const options = { signal: this.signal };
    try {
      if (way.promotion) {
        return stopOf(await this.api.get(`/v1/promotions/${way.promotion.id}/explanation`, {}, options));
      }
      const { explanation } = await this.api.post("/v1/explain", { application: this.#application, to: way.to }, options);
      return stopOf(explanation);
    } catch (failure) {
      if (failure instanceof Problem && failure.status !== 401 && !mayPass(failure)) {
        // That it cannot even be asked for stops it, too.
        return { verdict: "REFUSED", version: null, gate: null, reason: said(this.texts, failure), earliest: null, more: 0, isOlder: false };
      }
      throw failure;
    }
  }

  #show() {
    const isList = this.#choices.get("view") === "list";
    const chosen = this.#cells.find((cell) => cell.environment === this.#choices.get("environment")) ?? null;
    this.view.value = isList ? "list" : "";
    this.content.hidden = false;
    this.drawing.hidden = isList;
    this.list.hidden = !isList;
    if (isList) {
      this.#words.all(this.list, this.#application, this.#cells, this.#ways);
      return;
    }
    this.#plane.show(this.#application, this.#cells, this.#ways, chosen?.environment ?? null);
    const ways = [...this.#ways.values()];
    this.wayNone.hidden = ways.length > 0;
    this.#words.ways(this.wayList, this.#application, ways);
    this.details.hidden = chosen === null;
    if (chosen) {
      this.details.setAttribute("aria-label", chosen.environment);
      redraw(this.details, [this.#application, chosen], () => [this.#words.heading(chosen), this.#words.details(this.#application, chosen, null)]);
    }
  }

  #tick() {
    this.#plane.refresh();
    if ([...this.#ways.values()].some(({ stop }) => stop?.earliest && Date.parse(stop.earliest) <= Date.now())) {
      this.#read();
    }
  }
}

define("dg-graph", GraphElement);
