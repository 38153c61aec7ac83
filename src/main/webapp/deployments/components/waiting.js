import { fill, h, keyed, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { follow } from "../core/follow.js";
import { icon } from "../core/icons.js";
import { sentence } from "../core/sentence.js";
import { Choices } from "../core/state.js";
import { time } from "../core/time.js";
import { DeedDialog, deedButton, told } from "./deed-dialog.js";
import { situationOf } from "./situation.js";
import { deedsFor, kindOf, shownOf } from "./waiting-model.js";

/** What the person may do with an application; who may all of it with all need not be asked about each. */
const DEEDS = ["APPROVE", "PROMOTE"];
/** With fewer there is nothing to filter. */
const MANY = 6;

const ICONS = { mine: "person", votes: "person", pullRequest: "link", hold: "hold", way: "deploying", asking: "deploying" };

/** `<dg-waiting api pages has>`: the promotions that wait for whoever looks, oldest first; those that wait for others when asked. */
export class WaitingElement extends DgElement {
  static messages = ["waiting", "deeds"];

  #choices = null;
  #dialog = null;
  #about = null;
  #asking = 0;
  #known = { all: [], votes: new Map(), may: new Map(), others: false };

  async start() {
    const { texts } = this;
    this.#choices = new Choices({ others: "", q: "" });
    this.#choices.addEventListener("change", () => {
      this.filter.value = this.#choices.get("q");
      this.#chosen();
    });
    this.signal.addEventListener("abort", () => this.#choices.close());
    fill(this, h("p", { class: "dg-quiet", role: "status" }, texts.t("waiting.loading")));
    this.#known = await this.#look();
    this.#dialog = new DeedDialog(texts, this.api, {
      done: (result) => this.#done(result),
      refused: () => this.#again(),
      lost: () => (this.list.querySelector(`[data-key="${this.#about}"] a`) ?? this.count).focus(),
    });
    this.#layout(follow(this, () => this.#again()));
    this.#show();
  }

  #layout(live) {
    const { texts } = this;
    this.count = h("p", { role: "status", tabindex: "-1" });
    this.others = h("input", { type: "checkbox", on: { change: () => this.#choose({ others: this.others.checked ? "1" : "" }, true) } });
    this.othersText = h("span");
    this.toggle = h("label", { class: "dg-waiting__toggle" }, this.others, this.othersText);
    this.filter = h("input", {
      type: "search",
      class: "dg-input",
      value: this.#choices.get("q"),
      placeholder: texts.t("waiting.filter"),
      "aria-label": texts.t("waiting.filter"),
      spellcheck: "false",
      autocomplete: "off",
      on: { input: () => this.#choose({ q: this.filter.value.trim() }, false) },
    });
    this.result = h("p", { class: "dg-waiting__result", role: "status" });
    this.problem = h("p", { class: "dg-problem dg-waiting__result", role: "alert" });
    this.emptyText = h("p");
    this.empty = h("div", { class: "dg-waiting__empty" }, icon("verified"), this.emptyText);
    this.list = h("ol", { class: "dg-waiting__list", "aria-label": texts.t("waiting.list") });
    fill(
      this,
      h(
        "div",
        { class: "dg-waiting__bar" },
        this.count,
        this.toggle,
        this.filter,
        live,
      ),
      this.result,
      this.problem,
      this.empty,
      this.list,
      this.#dialog.element,
    );
  }

  #choose(values, keep) {
    this.#choices.set(values, { keep });
    this.#chosen();
  }

  /** Shows what is known at once, and what may be done with it when that is. */
  #chosen() {
    this.#show();
    if (this.#wish().others !== this.#known.others) {
      this.#again();
    }
  }

  async #look() {
    const get = (path, parameters) => this.api.get(path, parameters, { signal: this.signal });
    const [all, missing, everywhere] = await Promise.all([get("/v1/waiting"), get("/v1/waiting/votes"), get("/v1/caller")]);
    const votes = new Map(missing.map((one) => [one.promotion, one]));
    const { others } = this.#wish();
    const shown = shownOf({ all, votes }, { others, filter: "" });
    const applications = [...new Set(shown.map((one) => one.application))];
    const mayAll = DEEDS.every((deed) => everywhere.may.includes(deed));
    const callers = await Promise.all(applications.map((application) => (mayAll ? everywhere : get("/v1/caller", { application }))));
    return { all, votes, others, may: new Map(applications.map((application, place) => [application, callers[place].may])) };
  }

  /** What is wanted to be seen. */
  #wish() {
    return { others: this.#choices.get("others") === "1", filter: this.#choices.get("q") };
  }

  #show() {
    const { texts } = this;
    const { all, votes } = this.#known;
    const wish = this.#wish();
    const shown = shownOf(this.#known, wish);
    const rest = all.filter((one) => !votes.has(one.id)).length;
    this.others.checked = wish.others;
    this.toggle.hidden = rest === 0 && !wish.others;
    this.filter.hidden = all.length < MANY && wish.filter === "";
    text(this.count, texts.t("waiting.count", { count: votes.size }));
    text(this.othersText, texts.t("waiting.others", { count: rest }));
    text(this.emptyText, texts.t(wish.filter === "" ? "waiting.empty" : "waiting.noneFound"));
    this.empty.hidden = shown.length > 0;
    this.list.hidden = shown.length === 0;
    const focused = this.list.contains(document.activeElement);
    keyed(
      this.list,
      shown,
      (one) => String(one.id),
      () => h("li", { class: "dg-card dg-waiting__item" }),
      (item, one) => this.#item(item, one),
    );
    if (focused && !this.list.contains(document.activeElement)) {
      this.count.focus();
    }
  }

  #item(item, one) {
    const deeds = deedsFor(one, this.#known);
    const vote = this.#known.votes.get(one.id);
    const state = JSON.stringify([one, deeds, vote]);
    if (item.dataset.state === state) {
      return;
    }
    item.dataset.state = state;
    item.classList.toggle("dg-waiting__item--mine", Boolean(vote));
    const { texts } = this;
    const page = this.page("promotion", { id: one.id });
    const kind = kindOf(one, this.#known);
    const name = [
      h("bdi", {}, one.application),
      " ",
      h("bdi", {}, one.version),
      " ",
      icon("arrow"),
      h("span", { class: "dg-unseen" }, texts.t("waiting.to")),
      " ",
      h("bdi", {}, one.to),
    ];
    const focused = item.contains(document.activeElement) ? document.activeElement.dataset.deed : null;
    fill(
      item,
      h(
        "div",
        {},
        h("h2", {}, page ? h("a", { href: page }, name) : name),
        h("p", { class: "dg-waiting__why" }, icon(ICONS[kind] ?? "waiting"), " ", this.#why(kind, vote, one)),
        // Where votes alone are missing, all is said.
        one.reason && !(vote && /^approvals: [^;]*$/.test(one.reason)) ? h("p", { lang: "en" }, one.reason) : null,
        h(
          "p",
          { class: "dg-quiet dg-waiting__facts" },
          sentence(texts, "waiting.since", { by: one.trigger, time: time(texts, one.requestedAt) }),
          " · ",
          time(texts, one.requestedAt, "moment"),
          one.earliest ? [" · ", texts.t("waiting.earliest"), " ", time(texts, one.earliest), " (", time(texts, one.earliest, "moment"), ")"] : null,
          one.pullRequest ? [" · ", h("a", { href: one.pullRequest.url }, texts.t("waiting.pullRequest", { id: one.pullRequest.id }))] : null,
        ),
      ),
      h(
        "div",
        { class: "dg-waiting__deeds", role: "group", "aria-label": texts.t("waiting.deeds", { release: `${one.application} ${one.version}`, environment: one.to }) },
        deeds.map((deed) => deedButton(deed, texts, deed === "approve", () => this.#begin(deed, one))),
      ),
    );
    if (focused) {
      (item.querySelector(`[data-deed="${focused}"]`) ?? this.count).focus();
    }
  }

  /** What it waits for, in words. */
  #why(kind, vote, { to }) {
    const { texts } = this;
    if (!vote) {
      return h("strong", {}, sentence(texts, `waiting.kind.${kind}`, kind === "hold" ? { environment: to } : {}));
    }
    const names = new Intl.ListFormat(texts.locale, { type: "disjunction" }).format(vote.as);
    return [
      h("strong", {}, texts.t("waiting.kind.mine")),
      " ",
      vote.as.length > 0 ? sentence(texts, "waiting.as", { names, given: vote.given, needed: vote.needed }) : texts.t("waiting.anybody", vote),
    ];
  }

  #begin(deed, { id }) {
    this.result.textContent = "";
    this.problem.textContent = "";
    this.#about = id;
    this.#dialog.open(deed, situationOf(this.api, { id }, this.signal));
  }

  #done({ situation, outcome }) {
    fill(outcome.good ? this.result : this.problem, told({ situation, outcome }, this.texts));
    this.#again();
  }

  /** Looks again; of several at once the last counts. */
  async #again() {
    const asking = ++this.#asking;
    await this.refresh(async () => {
      const known = await this.#look();
      if (asking !== this.#asking) {
        return;
      }
      this.#known = known;
      this.#show();
      if (this.#dialog.isOpen) {
        this.#dialog.update(await situationOf(this.api, { id: this.#about }, this.signal));
      }
    });
  }
}

define("dg-waiting", WaitingElement);
