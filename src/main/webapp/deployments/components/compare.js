import { fill, h } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { Choices } from "../core/state.js";
import { pipelinesOf, sidesOf } from "./compare-model.js";
import { SideFields } from "./compare-side.js";
import { ComparisonView } from "./compare-view.js";

/** `<dg-compare api pages has>`: what differs between two environments, releases or instants of an application. */
export class CompareElement extends DgElement {
  static messages = ["compare"];

  #choices = null;
  #pipelines = new Map();
  #asked = 0;

  async start() {
    const t = (key) => this.texts.t(key);
    fill(this, h("p", { class: "dg-quiet", role: "status" }, t("compare.loading")));
    this.#pipelines = pipelinesOf(await this.api.get("/v1/matrix/brief", {}, { signal: this.signal }));
    if (this.#pipelines.size === 0) {
      fill(this, h("p", { class: "dg-notice" }, t("compare.noApplication")));
      return;
    }
    this.#choices?.close();
    this.#choices = new Choices({ application: "", left: "", right: "" });
    this.#choices.addEventListener("change", () => this.#compare());
    this.signal.addEventListener("abort", () => this.#choices.close());
    this.application = h("select", {
      class: "dg-select",
      "aria-label": t("compare.application"),
      on: { change: (event) => this.#choose({ application: event.target.value, left: null, right: null }) },
    });
    this.left = new SideFields(this.texts, "left", (left) => this.#choose({ ...this.#chosen(), left }));
    this.right = new SideFields(this.texts, "right", (right) => this.#choose({ ...this.#chosen(), right }));
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

  async #compare() {
    const chosen = this.#chosen();
    const asked = ++this.#asked;
    this.#show(chosen);
    this.result.setAttribute("aria-busy", "true");
    this.status.textContent = this.texts.t("compare.loading");
    try {
      const comparison = await this.api.get("/v1/comparison", chosen, { signal: this.signal });
      if (asked === this.#asked) {
        const difference = (path) => this.api.get("/v1/comparison/file", { ...chosen, path }, { signal: this.signal });
        fill(this.result, new ComparisonView(this.texts, comparison, difference).element);
        this.status.textContent = this.texts.t("compare.done", chosen);
      }
    } catch (failure) {
      if (asked === this.#asked && !this.signal.aborted) {
        this.status.textContent = "";
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
