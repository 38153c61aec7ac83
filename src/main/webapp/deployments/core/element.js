import { Api, Problem } from "./api.js";
import { fill, h } from "./dom.js";
import { mayPass, said } from "./failure.js";
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

/** So many milliseconds later is tried again what may pass. */
const AGAIN = 5000;

/** The one `Api` of all components of a page that have the same host. */
export function apiOf(element) {
  const base = element.getAttribute("api") ?? "/api";
  if (!apis.has(base)) {
    const header = element.getAttribute("crumb-header");
    apis.set(base, new Api(base, header ? { [header]: element.getAttribute("crumb") ?? "" } : {}));
  }
  return apis.get(base);
}

const styles = new Map();

/** Loads a style sheet, once; one that cannot be had leaves the page plain, and is complained of in the console. */
function style(name) {
  if (!styles.has(name)) {
    styles.set(
      name,
      new Promise((done) => {
        document.head.append(h("link", { rel: "stylesheet", href: new URL(`../css/${name}.css`, import.meta.url).href, on: { load: done, error: done } }));
      }),
    );
  }
  return styles.get(name);
}

/**
 * A component. A subclass names its texts in `static messages`, and does what it has to in `start()`, when `api`, `texts` and
 * `signal` are there. What it throws is shown. `signal` is aborted when the element is taken out of the page, or begins anew.
 */
export class DgElement extends HTMLElement {
  /** The modules of texts it needs. */
  static messages = [];

  /** The style sheets it needs beside its own, which its page loads. */
  static styles = [];

  #controller = null;
  /** What is shown instead of the component, and what above it. */
  #failure = null;
  #late = null;
  #later = 0;

  async connectedCallback() {
    this.classList.add("dg");
    this.api = apiOf(this);
    try {
      [this.texts] = await Promise.all([texts(...this.constructor.messages), ...this.constructor.styles.map(style)]);
    } catch (failure) {
      console.error(failure);
      // There are no texts to say it with.
      fill(this, h("p", { class: "dg-notice dg-notice--bad", role: "alert", lang: "en" }, "The server does not answer. Load this page again."));
      return;
    }
    if (this.isConnected) {
      await this.restart();
    }
  }

  disconnectedCallback() {
    this.#end();
  }

  /** Begins from the beginning, as if it had just come into the page. */
  restart() {
    this.#end();
    this.#controller = new AbortController();
    this.signal = this.#controller.signal;
    return this.run(() => this.start());
  }

  #end() {
    this.#controller?.abort();
    clearTimeout(this.#later);
  }

  /** Does something that may fail; how it failed is shown in place of the component, with a button to begin again. */
  async run(work) {
    const { signal } = this;
    try {
      await work();
      this.#failure = null;
    } catch (failure) {
      if (!signal.aborted) {
        this.#replace(failure);
      }
    }
  }

  #replace(failure) {
    this.#failure = this.failure(failure, () => this.restart());
    fill(this, this.#failure);
  }

  /**
   * Does again, because something happened, what was done before. While the host does not answer, or has other troubles that pass,
   * what was shown stays, and it is tried again; what was replaced by how it failed begins anew once it succeeds.
   */
  async refresh(work) {
    clearTimeout(this.#later);
    const { signal } = this;
    let failed = null;
    try {
      await work();
    } catch (failure) {
      failed = failure;
    }
    if (signal.aborted) {
      return;
    }
    this.#late?.remove();
    if (failed && mayPass(failed)) {
      clearTimeout(this.#later);
      this.#later = setTimeout(() => this.refresh(work), AGAIN);
      // Whoever does not answer is told of by `liveStatus`.
      if (failed instanceof Problem && !this.#failure) {
        this.#late = h("p", { class: "dg-notice dg-notice--bad", role: "status" }, this.texts.t("error.late", { reason: said(this.texts, failed) }));
        this.prepend(this.#late);
      }
    } else if (failed && !this.#failure) {
      this.#replace(failed);
    } else if (!failed && this.#failure) {
      await this.restart();
    }
  }

  /** How something failed, for people; `again` is what its button does. */
  failure(failure, again) {
    return h(
      "div",
      { class: "dg-notice dg-notice--bad", role: "alert" },
      icon("failed"),
      h("p", {}, said(this.texts, failure)),
      again ? h("button", { type: "button", class: "dg-button", on: { click: again } }, this.texts.t("error.again")) : null,
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

/** Defines a component, once, however often its module is asked for. */
export function define(name, type) {
  if (!customElements.get(name)) {
    customElements.define(name, type);
  }
}
