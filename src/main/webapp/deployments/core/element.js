import { Api, Problem, Unreachable } from "./api.js";
import { fill, h } from "./dom.js";
import { texts } from "./i18n.js";
import { icon } from "./icons.js";

/*
 * What all components have in common. They are custom elements in the light DOM, so that a host's style sheets and `Ctrl+F` reach
 * into them. Their host tells them by attributes where things are:
 *
 *   api           where the API is: /api
 *   pages         where the pages are: /; links lead to pages + NAME
 *   has           the pages there are, by their components: matrix waiting; links lead to these only
 *   crumb-header  what Jenkins wants with whatever changes something, and its value
 *   crumb
 */

/** Where the page of a component is, when it is not called like it. */
const PATHS = { matrix: "", metrics: "delivery" };

const apis = new Map();

/** The one `Api` of all components of a page that have the same host. */
export function apiOf(element) {
  const base = element.getAttribute("api") ?? "/api";
  if (!apis.has(base)) {
    const header = element.getAttribute("crumb-header");
    apis.set(base, new Api(base, header ? { [header]: element.getAttribute("crumb") ?? "" } : {}));
  }
  return apis.get(base);
}

/**
 * A component. A subclass names its texts in `static messages`, and does what it has to in `start()`, when `api`, `texts` and
 * `signal` are there. What it throws is shown. `signal` is aborted when the element is taken out of the page.
 */
export class DgElement extends HTMLElement {
  /** The modules of texts it needs. */
  static messages = [];

  #controller = null;

  async connectedCallback() {
    const controller = new AbortController();
    this.#controller = controller;
    this.classList.add("dg");
    this.api = apiOf(this);
    this.signal = controller.signal;
    this.texts = await texts(...this.constructor.messages);
    if (!controller.signal.aborted) {
      await this.run(() => this.start());
    }
  }

  disconnectedCallback() {
    this.#controller?.abort();
  }

  /** Does something that may fail; how it failed is shown in place of the component, with a button to begin again. */
  async run(work) {
    try {
      await work();
    } catch (failure) {
      if (!this.signal.aborted) {
        fill(this, this.failure(failure, () => this.run(() => this.start())));
      }
    }
  }

  /** Does again, because something happened, what was done before; while the host does not answer what was shown stays. */
  async refresh(work) {
    try {
      await work();
    } catch (failure) {
      if (!this.signal.aborted && !(failure instanceof Unreachable)) {
        fill(this, this.failure(failure, () => this.run(() => this.start())));
      }
    }
  }

  /** How something failed, for people; `again` is what its button does. */
  failure(failure, again) {
    const { t } = bound(this.texts);
    const known = failure instanceof Problem || failure instanceof Unreachable;
    if (!known) {
      console.error(failure);
    }
    const message = failure instanceof Unreachable ? t("error.unreachable") : known ? failure.message : t("error.defect");
    return h(
      "div",
      { class: "dg-notice dg-notice--bad", role: "alert" },
      icon("failed"),
      h("p", {}, message),
      again ? h("button", { type: "button", class: "dg-button", on: { click: again } }, t("error.again")) : null,
    );
  }

  /** The address of a page: `this.page("history", {application: "shop"})`; `null` when this host has no such page. */
  page(name, parameters = {}) {
    if (!(this.getAttribute("has") ?? "").split(" ").includes(name)) {
      return null;
    }
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
    return (this.getAttribute("pages") ?? "/") + (PATHS[name] ?? name) + (query ? `?${query}` : "");
  }
}

/** The functions of texts, to be used without it: `const {t} = bound(this.texts)`. */
export function bound(of) {
  return { t: (key, values) => of.t(key, values) };
}

/** Defines a component, once, however often its module is asked for. */
export function define(name, type) {
  if (!customElements.get(name)) {
    customElements.define(name, type);
  }
}
