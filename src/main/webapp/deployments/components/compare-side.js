import { h } from "../core/dom.js";
import { parseSide, toInstant, toLocal, writeSide } from "./compare-model.js";

/* The fields of one side: an environment, and what of it: now, a version, or an instant in the viewer's zone. */
export class SideFields {
  #environment;
  #kind;
  #version;
  #instant;
  #changed;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {"left" | "right"} name
   * @param {(side: string) => void} changed called with what was chosen
   */
  constructor(texts, name, changed) {
    const t = (key) => texts.t(key);
    this.#changed = changed;
    const on = { change: () => this.#choose() };
    this.#environment = h("select", { class: "dg-select", "aria-label": t("compare.environment"), on });
    this.#kind = h(
      "select",
      { class: "dg-select", "aria-label": t("compare.kind"), on },
      ["now", "version", "instant"].map((kind) => h("option", { value: kind }, t(`compare.kind.${kind}`))),
    );
    this.#version = h("input", { class: "dg-input", "aria-label": t("compare.kind.version"), placeholder: "1.4.2", spellcheck: "false", autocomplete: "off", on });
    this.#instant = h("input", { type: "datetime-local", class: "dg-input", "aria-label": t("compare.kind.instant"), on });
    this.element = h(
      "fieldset",
      { class: "dg-compare__side" },
      h("legend", {}, t(`compare.${name}`)),
      this.#environment,
      this.#kind,
      this.#version,
      this.#instant,
    );
  }

  /** Shows a side. */
  show(environments, text) {
    const { environment, kind, what } = parseSide(text);
    const all = environments.includes(environment) ? environments : [...environments, environment];
    this.#environment.replaceChildren(...all.map((name) => h("option", { value: name }, name)));
    this.#environment.value = environment;
    this.#kind.value = kind;
    this.#version.value = kind === "version" ? what : "";
    this.#instant.value = kind === "instant" ? toLocal(what) : "";
    this.#fit();
  }

  #fit() {
    this.#version.hidden = this.#kind.value !== "version";
    this.#instant.hidden = this.#kind.value !== "instant";
  }

  #choose() {
    this.#fit();
    const kind = this.#kind.value;
    const what = kind === "version" ? this.#version.value.trim() : kind === "instant" ? toInstant(this.#instant.value) : "";
    if (kind !== "now" && what === "") {
      (kind === "version" ? this.#version : this.#instant).focus();
      return;
    }
    this.#changed(writeSide({ environment: this.#environment.value, kind, what }));
  }
}
