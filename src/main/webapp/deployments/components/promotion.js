import { fill, h, keyed, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { follow } from "../core/follow.js";
import { Choices } from "../core/state.js";
import { DeedDialog, deedButton, told } from "./deed-dialog.js";
import { offered } from "./deeds.js";
import { brought, gates, heading, target, votes, way } from "./promotion-parts.js";
import { situationOf } from "./situation.js";

/** Timers of browsers go no further. */
const FARTHEST = 2 ** 31 - 1;

/**
 * `<dg-promotion api pages has>`: what would happen if a release was promoted into an environment, and what one can do about it. The
 * address has `application` and `environment`, perhaps `from` and `version`; or the `id` of a promotion.
 */
export class PromotionElement extends DgElement {
  static messages = ["promotion", "deeds"];

  #choices = null;
  #situation = null;
  #dialog = null;
  #due = 0;
  #shown = new Map();
  #asking = 0;

  async start() {
    const { texts } = this;
    this.#choices = new Choices({ id: "", application: "", environment: "", from: "", version: "" });
    this.#choices.addEventListener("change", () => this.#again());
    this.signal.addEventListener("abort", () => {
      clearTimeout(this.#due);
      this.#choices.close();
    });
    this.#shown.clear();
    this.parts = null;
    if (!this.#choices.get("id") && !(this.#choices.get("application") && this.#choices.get("environment"))) {
      fill(this, this.#nothing());
      return;
    }
    fill(this, h("p", { class: "dg-quiet", role: "status" }, texts.t("promotion.loading")));
    const situation = await this.#look();
    this.#dialog = new DeedDialog(texts, this.api, {
      done: (result) => this.#done(result),
      refused: () => this.#again(),
      lost: () => (this.buttons.querySelector("button") ?? this.result).focus(),
    });
    this.#layout(follow(this, () => this.#again(), (event) => this.#concerns(event)));
    this.#show(situation);
  }

  #nothing() {
    const matrix = this.page("matrix");
    return h(
      "div",
      { class: "dg-notice" },
      h("p", {}, this.texts.t("promotion.choose"), matrix ? [" ", h("a", { href: matrix }, this.texts.t("nav.matrix"))] : null),
    );
  }

  #layout(live) {
    this.parts = {
      heading: h("header", { class: "dg-promotion__heading" }),
      source: h("div"),
      gates: h("div"),
      votes: h("div"),
      brought: h("div", { class: "dg-promotion__stack" }),
      way: h("div"),
      target: h("div"),
    };
    this.buttons = h("div", { class: "dg-promotion__deeds", role: "group", "aria-label": this.texts.t("promotion.deeds") });
    this.result = h("p", { class: "dg-promotion__result", role: "status", tabindex: "-1" });
    this.problem = h("p", { class: "dg-problem dg-promotion__result", role: "alert" });
    this.news = h("p", { class: "dg-unseen", role: "status" });
    this.none = h("p", { class: "dg-quiet", hidden: true }, this.texts.t("promotion.mayNothing"));
    const { heading: top, source, gates: said, votes: cast, brought: what, way: how, target: there } = this.parts;
    fill(
      this,
      h("div", { class: "dg-promotion__bar" }, live),
      this.news,
      top,
      this.result,
      this.problem,
      this.buttons,
      this.none,
      source,
      h(
        "div",
        { class: "dg-promotion__columns" },
        h("div", { class: "dg-promotion__stack" }, said, cast),
        h("div", { class: "dg-promotion__stack" }, there, how, what),
      ),
      this.#dialog.element,
    );
  }

  #look() {
    const about = Object.fromEntries(["id", "application", "environment", "from", "version"].map((name) => [name, this.#choices.get(name)]));
    return situationOf(this.api, about, this.signal);
  }

  #show(situation) {
    this.#situation = situation;
    const { texts } = this;
    const page = (name, parameters) => this.page(name, parameters);
    if (this.#part("heading", situation, ["promotion", "explanation", "problem", "there", "version"], () => heading(situation, texts))) {
      text(this.news, this.parts.heading.querySelector(".dg-promotion__verdict")?.innerText ?? "");
    }
    this.#part("source", situation, ["environments", "after", "promotion"], () => this.#source(situation));
    this.#part("gates", situation, ["explanation"], () => gates(situation.explanation, texts));
    this.#part("votes", situation, ["approvals"], () => votes(situation, texts));
    this.#part("brought", situation, ["incoming"], () => brought(situation.incoming, texts));
    this.#part("way", situation, ["promotion", "draft", "pullRequest"], () => way(situation, texts));
    this.#part("target", situation, ["current", "since", "hold", "waiting", "promotion"], () => target(situation, texts, page));
    const deeds = offered(situation);
    const main = deeds.find((deed) => deed === "approve" || deed === "promote");
    const focused = this.buttons.contains(document.activeElement);
    keyed(
      this.buttons,
      deeds,
      (deed) => `${deed}${deed === main ? " main" : ""}`,
      (deed) => deedButton(deed, texts, deed === main, () => this.#begin(deed)),
    );
    if (focused && !this.buttons.contains(document.activeElement)) {
      this.result.focus();
    }
    this.none.hidden = deeds.length > 0;
    this.#dialog.update(situation);
    clearTimeout(this.#due);
    const until = Date.parse(situation.explanation?.earliest ?? "") - Date.now();
    if (until > 0 && until < FARTHEST) {
      this.#due = setTimeout(() => this.#again(), until + 1000);
    }
  }

  /** Fills a part of the page if what is in it is another; tells whether it was. */
  #part(name, situation, from, make) {
    // The instant at which the gates were asked is another each time.
    const now = JSON.stringify(from.map((one) => situation[one]), (key, value) => (key === "at" && value === situation.explanation?.subject.at ? undefined : value));
    if (this.#shown.get(name) === now) {
      return false;
    }
    this.#shown.set(name, now);
    fill(this.parts[name], make());
    return true;
  }

  /** Another source or version. */
  #source({ environments, after, promotion }) {
    if (promotion && this.#choices.get("id")) {
      return null;
    }
    const { texts } = this;
    const from = h(
      "select",
      { class: "dg-select" },
      h("option", { value: "" }, after.length > 0 ? texts.t("promotion.asPipeline", { from: new Intl.ListFormat(texts.locale).format(after) }) : texts.t("promotion.sourceBranch")),
      environments.map((one) => h("option", { value: one, selected: one === this.#choices.get("from") }, one)),
    );
    const version = h("input", { class: "dg-input", value: this.#choices.get("version"), placeholder: texts.t("promotion.newest"), spellcheck: "false", autocomplete: "off" });
    return h(
      "details",
      { class: "dg-promotion__source", open: Boolean(this.#choices.get("from") || this.#choices.get("version")) },
      h("summary", {}, texts.t("promotion.another")),
      h(
        "form",
        {
          on: {
            submit: (event) => {
              event.preventDefault();
              this.#choices.set({ from: from.value, version: version.value.trim() }, { keep: true });
              this.#shown.clear();
              this.#again();
            },
          },
        },
        h("label", {}, h("span", {}, texts.t("promotion.source")), from),
        h("label", {}, h("span", {}, texts.t("promotion.version")), version),
        h("button", { type: "submit", class: "dg-button" }, texts.t("promotion.look")),
      ),
    );
  }

  #begin(deed) {
    this.result.textContent = "";
    this.problem.textContent = "";
    this.#dialog.open(deed, this.#situation);
  }

  #done({ deed, situation, outcome }) {
    const { promotion } = outcome;
    fill(outcome.good ? this.result : this.problem, told({ situation, outcome }, this.texts));
    if (promotion && (deed === "promote" || deed === "override" || deed === "rollback")) {
      this.#choices.set({ id: String(promotion.id), application: "", environment: "", from: "", version: "" }, { keep: true });
    }
    if (!this.contains(document.activeElement)) {
      this.result.focus();
    }
    this.#again();
  }

  #concerns(event) {
    const { application, environment } = this.#situation;
    // What is about an environment alone, such as a hold, is about all who go there.
    return event.application === application || (!event.application && (!event.environment || event.environment === environment));
  }

  /** Looks again; of several at once the last counts. */
  async #again() {
    const asking = ++this.#asking;
    if (!this.parts) {
      await this.restart();
      return;
    }
    await this.refresh(async () => {
      const situation = await this.#look();
      if (asking === this.#asking && !this.signal.aborted) {
        this.#show(situation);
      }
    });
  }
}

define("dg-promotion", PromotionElement);
