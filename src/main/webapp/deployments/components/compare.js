import { Unreachable } from "../core/api.js";
import { fill, h, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { follow } from "../core/follow.js";
import { Choices } from "../core/state.js";
import { concerns, isNow, pipelinesOf, sidesOf } from "./compare-model.js";
import { SideFields } from "./compare-side.js";
import { ComparisonView } from "./compare-view.js";

/** So many deployments of an environment are offered to choose from. */
const OFFERED = 50;

/** `<dg-compare api pages has>`: what differs between two environments, releases or instants of an application. */
export class CompareElement extends DgElement {
  static messages = ["compare"];

  #choices = null;
  #pipelines = new Map();
  #asked = 0;
  /** What is shown is a comparison of this. */
  #shown = null;

  async start() {
    const t = (key) => this.texts.t(key);
    fill(this, h("p", { class: "dg-quiet", role: "status" }, t("compare.loading")));
    this.#pipelines = pipelinesOf(await this.api.get("/v1/matrix/brief", {}, { signal: this.signal }));
    if (this.#pipelines.size === 0) {
      fill(this, h("p", { class: "dg-notice" }, t("compare.noApplication")));
      return;
    }
    this.#shown = null;
    this.#choices = new Choices({ application: "", left: "", right: "" });
    this.#choices.addEventListener("change", () => this.#compare());
    this.signal.addEventListener("abort", () => this.#choices.close());
    const status = follow(this, () => this.#look(), (event) => concerns(event, this.#chosen().application));
    this.application = h("select", {
      class: "dg-select",
      "aria-label": t("compare.application"),
      on: { change: (event) => this.#choose({ application: event.target.value, left: null, right: null }) },
    });
    const past = (environment) => this.#past(environment);
    this.left = new SideFields(this.texts, "left", (left) => this.#choose({ ...this.#chosen(), left }), past);
    this.right = new SideFields(this.texts, "right", (right) => this.#choose({ ...this.#chosen(), right }), past);
    this.view = new ComparisonView(this.texts, (name, parameters) => this.page(name, parameters));
    this.result = h("div", {});
    this.status = h("p", { class: "dg-unseen", role: "status" });
    fill(
      this,
      h(
        "div",
        { class: "dg-compare__bar", role: "search" },
        this.application,
        this.left.element,
        h("button", { type: "button", class: "dg-button dg-compare__swap", on: { click: () => this.#swap() } }, "⇄ ", t("compare.swap")),
        this.right.element,
        status,
      ),
      this.status,
      this.result,
    );
    await this.#compare();
  }

  /** What is compared, as far as it was chosen and by default else. */
  #chosen() {
    const application = this.#choices.get("application") || this.#pipelines.keys().next().value;
    const pipeline = this.#pipelines.get(application) ?? [];
    return { application, ...sidesOf(pipeline, this.#choices.get("left"), this.#choices.get("right")) };
  }

  #choose(values) {
    this.#choices.set(values, { keep: true });
    this.#compare();
  }

  #swap() {
    const { application, left, right } = this.#chosen();
    this.#choose({ application, left: right, right: left });
  }

  #show({ application, left, right }) {
    const names = [...this.#pipelines.keys()];
    const all = names.includes(application) ? names : [...names, application];
    this.application.replaceChildren(...all.map((name) => h("option", { value: name }, name)));
    this.application.value = application;
    const pipeline = this.#pipelines.get(application) ?? [];
    this.left.show(pipeline, left);
    this.right.show(pipeline, right);
  }

  async #past(environment) {
    const { application } = this.#chosen();
    return (await this.api.get("/v1/deployments", { application, environment, limit: OFFERED }, { signal: this.signal })).deployments;
  }

  /** Compares again, if it is about what is there now. */
  #look() {
    const { left, right } = this.#chosen();
    if ([left, right].some(isNow)) {
      this.#compare(true);
    }
  }

  /**
   * Compares what is chosen.
   *
   * @param {boolean} [isNews] because something happened: then what is shown stays until there is an answer
   */
  async #compare(isNews = false) {
    const chosen = this.#chosen();
    const what = JSON.stringify(chosen);
    const asked = ++this.#asked;
    if (!isNews) {
      this.#show(chosen);
      this.result.setAttribute("aria-busy", "true");
      text(this.status, this.texts.t("compare.loading"));
    }
    try {
      const comparison = await this.api.get("/v1/comparison", chosen, { signal: this.signal });
      if (asked !== this.#asked) {
        return;
      }
      const isOther = this.view.show(comparison, (path) => this.api.get("/v1/comparison/file", { ...chosen, path }, { signal: this.signal }));
      if (!this.view.element.isConnected) {
        fill(this.result, this.view.element);
      }
      const isSame = isNews && what === this.#shown;
      if (isOther || !isSame) {
        text(this.status, this.texts.t(isSame ? "compare.news" : "compare.done", chosen));
      }
      this.#shown = what;
    } catch (failure) {
      if (asked === this.#asked && !this.signal.aborted && !(failure instanceof Unreachable && what === this.#shown)) {
        this.#shown = null;
        text(this.status, "");
        fill(this.result, this.failure(failure, () => this.#compare()));
      }
    } finally {
      if (asked === this.#asked) {
        this.result.removeAttribute("aria-busy");
      }
    }
  }
}

define("dg-compare", CompareElement);
