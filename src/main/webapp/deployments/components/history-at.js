import { fill, h } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon, shapeOf } from "../core/icons.js";
import { localText, time } from "../core/time.js";

/** "What was deployed on 3 March at 14:00?": a field, and the answer. Dispatches `change` (`detail`: an instant, or `null` for none). */
export class StateAt extends EventTarget {
  #texts;
  #api;
  #field;
  #clear;
  #answer;
  #element;
  #asked = null;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {import("../core/api.js").Api} api
   */
  constructor(texts, api) {
    super();
    this.#texts = texts;
    this.#api = api;
    const tell = (at) => this.dispatchEvent(new CustomEvent("change", { detail: at }));
    this.#field = h("input", {
      type: "datetime-local",
      class: "dg-input",
      id: "dg-history-at",
      on: { change: (event) => tell(event.target.value === "" ? null : new Date(event.target.value).getTime()) },
    });
    this.#clear = h(
      "button",
      {
        type: "button",
        class: "dg-button dg-button--quiet",
        "aria-label": texts.t("history.at.clear"),
        title: texts.t("history.at.clear"),
        hidden: true,
        on: {
          click: () => {
            tell(null);
            this.#field.focus();
          },
        },
      },
      icon("close"),
    );
    this.#answer = h("div", { role: "status" });
    this.#element = h(
      "div",
      { class: "dg-history__at" },
      h("p", { class: "dg-history__question" }, h("label", { for: "dg-history-at" }, texts.t("history.at")), " ", this.#field, this.#clear),
      this.#answer,
    );
  }

  get element() {
    return this.#element;
  }

  /**
   * Asks, and shows the answer.
   *
   * @param {number | null} at
   * @param {{application: string, environment: string, signal: AbortSignal, looks: Map}} of
   */
  async show(at, { application, environment, signal, looks }) {
    this.#asked?.abort();
    this.#clear.hidden = at === null;
    if (document.activeElement !== this.#field) {
      this.#field.value = localText(at);
    }
    if (at === null) {
      fill(this.#answer);
      return;
    }
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const instant = new Date(at).toISOString();
      const state = await this.#api.get("/v1/state", { at: instant, application }, { signal: AbortSignal.any([signal, asked.signal]) });
      const places = state.applications
        .flatMap((one) => one.places.map((place) => ({ ...place, application: one.application })))
        .filter((place) => environment === "" || place.environment === environment);
      fill(this.#answer, this.#table(instant, places, application, looks));
    } catch (failure) {
      if (!asked.signal.aborted && !signal.aborted) {
        fill(this.#answer, h("p", { class: "dg-problem" }, said(this.#texts, failure)));
      }
    }
  }

  #table(instant, places, application, looks) {
    const t = (key, values) => this.#texts.t(key, values);
    if (places.length === 0) {
      return h("p", { class: "dg-notice" }, t("history.at.nothing"));
    }
    const head = [application ? "where" : "application", "what", "then", "since", "now"];
    const table = h(
      "table",
      {},
      h("caption", {}, t("history.at.caption"), " ", time(this.#texts, instant, "moment")),
      h("thead", {}, h("tr", {}, head.map((key) => h("th", { scope: "col" }, t(`history.column.${key}`))))),
      h(
        "tbody",
        {},
        places.map((place) => {
          const state = shapeOf(place.statusThen);
          const look = looks.get(place.deployment.version);
          return h(
            "tr",
            {},
            h("th", { scope: "row" }, h("bdi", {}, application ? place.environment : place.application)),
            h("td", {}, h("span", { class: look ? `dg-swatch dg-look--${look.color}` : "dg-swatch" }, h("bdi", {}, place.deployment.version))),
            h("td", { class: `dg-state--${state}` }, icon(state), " ", t(`status.${place.statusThen}`)),
            h("td", {}, time(this.#texts, place.deployment.createdAt, "moment")),
            h("td", {}, t(place.current ? "history.at.same" : "history.at.other")),
          );
        }),
      ),
    );
    return h("div", { class: "dg-table", tabindex: "0", role: "region", "aria-label": t("history.at.region") }, table);
  }
}
