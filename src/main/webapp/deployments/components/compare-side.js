import { fill, h } from "../core/dom.js";
import { optionsOf, parseSide, toInstant, toLocal, writeSide } from "./compare-model.js";

let sides = 0;

/* The fields of one side: an environment, and what of it: now, a version, or an instant in the viewer's zone. */
export class SideFields {
  #texts;
  #environment;
  #kind;
  #version;
  #instant;
  #versions;
  #instants;
  #changed;
  #past;
  #asked = "";

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {"left" | "right"} name
   * @param {(side: string) => void} changed called with what was chosen
   * @param {(environment: string) => Promise<object[]>} past what was in an environment, newest first, to be offered
   */
  constructor(texts, name, changed, past) {
    const t = (key) => texts.t(key);
    const id = `dg-compare-${++sides}`;
    this.#texts = texts;
    this.#changed = changed;
    this.#past = past;
    const on = { change: () => this.#choose() };
    this.#environment = h("select", { class: "dg-select", "aria-label": t("compare.environment"), on });
    this.#kind = h(
      "select",
      { class: "dg-select", "aria-label": t("compare.kind"), on },
      ["now", "version", "instant"].map((kind) => h("option", { value: kind }, t(`compare.kind.${kind}`))),
    );
    this.#version = h("input", {
      class: "dg-input",
      list: `${id}-versions`,
      "aria-label": t("compare.kind.version"),
      placeholder: "1.4.2",
      spellcheck: "false",
      autocomplete: "off",
      on,
    });
    this.#instant = h("input", { type: "datetime-local", class: "dg-input", list: `${id}-instants`, "aria-label": t("compare.kind.instant"), on });
    this.#versions = h("datalist", { id: `${id}-versions` });
    this.#instants = h("datalist", { id: `${id}-instants` });
    this.element = h(
      "fieldset",
      { class: "dg-compare__side" },
      h("legend", {}, t(`compare.${name}`)),
      this.#environment,
      this.#kind,
      this.#version,
      this.#instant,
      this.#versions,
      this.#instants,
    );
  }

  /** Shows a side. */
  show(environments, text) {
    const { environment, kind, what } = parseSide(text);
    const all = environments.includes(environment) ? environments : [...environments, environment];
    fill(this.#environment, all.map((name) => h("option", { value: name }, name)));
    this.#environment.value = environment;
    this.#kind.value = kind;
    this.#version.value = kind === "version" ? what : "";
    this.#instant.value = kind === "instant" ? toLocal(what) : "";
    this.#asked = "";
    this.#fit();
  }

  #fit() {
    this.#version.hidden = this.#kind.value !== "version";
    this.#instant.hidden = this.#kind.value !== "instant";
    if (this.#kind.value !== "now" && this.#asked !== this.#environment.value) {
      this.#asked = this.#environment.value;
      this.#offer(this.#asked);
    }
  }

  /** Offers what was there; one may write something else all the same. */
  async #offer(environment) {
    let deployments = [];
    try {
      deployments = await this.#past(environment);
    } catch {
      // Without suggestions all else works; what is wrong is told where it is compared.
    }
    if (this.#asked === environment) {
      const { versions, instants } = optionsOf(deployments);
      fill(this.#versions, versions.map((value) => h("option", { value })));
      fill(this.#instants, instants.map(({ at, version }) => h("option", { value: toLocal(at) }, `${version}, ${this.#texts.moment(at)}`)));
    }
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
