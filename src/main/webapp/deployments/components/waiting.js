import { fill, h, keyed, text } from "../core/dom.js";
import { DgElement, define } from "../core/element.js";
import { icon } from "../core/icons.js";
import { Live } from "../core/live.js";
import { liveStatus } from "../core/live-status.js";
import { sentence } from "../core/sentence.js";
import { Choices } from "../core/state.js";
import { refreshTimes, time } from "../core/time.js";
import { DeedDialog, deedButton } from "./deed-dialog.js";
import { situationOf } from "./situation.js";
import { deedsFor, shownOf } from "./waiting-model.js";

/** Events come in bursts; so many milliseconds after the first of them it is looked what has become of it. */
const GATHERING = 150;
const TICK = 20000;

/** `<dg-waiting api pages has>`: the promotions that wait for whoever looks, oldest first; those that wait for others when asked. */
export class WaitingElement extends DgElement {
  static messages = ["waiting", "deeds"];

  #choices = null;
  #dialog = null;
  #live = null;
  #gathering = 0;
  #about = null;
  #known = { all: [], mine: new Set(), may: new Map() };

  async start() {
    const { texts } = this;
    this.#choices = new Choices({ others: "" });
    this.#choices.addEventListener("change", () => this.#show());
    fill(this, h("p", { class: "dg-quiet", role: "status" }, texts.t("waiting.loading")));
    await this.#look();
    this.#dialog = new DeedDialog(texts, this.api, (result) => this.#done(result));
    this.#live?.close();
    const live = new Live(this.api, null);
    this.#live = live;
    live.addEventListener("events", () => {
      this.#gathering ||= setTimeout(() => this.#again(), GATHERING);
    });
    const tick = setInterval(() => refreshTimes(texts, this), TICK);
    this.signal.addEventListener("abort", () => {
      clearInterval(tick);
      clearTimeout(this.#gathering);
      live.close();
      this.#choices.close();
    });
    this.#layout(live);
    this.#show();
  }

  #layout(live) {
    const { texts } = this;
    this.count = h("p", { role: "status" });
    this.others = h("input", {
      type: "checkbox",
      on: {
        change: () => {
          this.#choices.set({ others: this.others.checked ? "1" : "" }, { keep: true });
          this.#show();
        },
      },
    });
    this.othersText = h("span");
    this.result = h("p", { class: "dg-waiting__result", role: "status", tabindex: "-1" });
    this.problem = h("p", { class: "dg-problem dg-waiting__result", role: "alert" });
    this.empty = h("div", { class: "dg-waiting__empty" }, icon("verified"), h("p", {}, texts.t("waiting.empty")));
    this.list = h("ol", { class: "dg-waiting__list", "aria-label": texts.t("waiting.list") });
    fill(
      this,
      h(
        "div",
        { class: "dg-waiting__bar" },
        this.count,
        h("label", { class: "dg-waiting__toggle" }, this.others, this.othersText),
        liveStatus(live, texts, this.signal),
      ),
      this.result,
      this.problem,
      this.empty,
      this.list,
      this.#dialog.element,
    );
  }

  async #look() {
    const get = (path, parameters) => this.api.get(path, parameters, { signal: this.signal });
    const [all, mine] = await Promise.all([get("/v1/waiting"), get("/v1/waiting", { mine: true })]);
    const applications = [...new Set(all.map((one) => one.application))];
    const callers = await Promise.all(applications.map((application) => get("/v1/caller", { application })));
    this.#known = {
      all,
      mine: new Set(mine.map((one) => one.id)),
      may: new Map(applications.map((application, place) => [application, callers[place].may])),
    };
  }

  #show() {
    const { texts } = this;
    const { all, mine } = this.#known;
    const others = this.#choices.get("others") === "1";
    const shown = shownOf(this.#known, others);
    this.others.checked = others;
    text(this.count, texts.t("waiting.count", { count: mine.size }));
    text(this.othersText, texts.t("waiting.others", { count: all.length - mine.size }));
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
      this.result.focus();
    }
  }

  #item(item, one) {
    const deeds = deedsFor(one, this.#known);
    const mine = this.#known.mine.has(one.id);
    const state = JSON.stringify([one, deeds, mine]);
    if (item.dataset.state === state) {
      return;
    }
    item.dataset.state = state;
    item.classList.toggle("dg-waiting__item--mine", mine);
    const { texts } = this;
    const page = this.page("promotion", { id: one.id });
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
        h("p", { class: "dg-waiting__why" }, icon("waiting"), " ", h("span", { lang: "en" }, one.reason || texts.t("waiting.asking"))),
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
      (item.querySelector(`[data-deed="${focused}"]`) ?? this.result).focus();
    }
  }

  #begin(deed, { id }) {
    this.result.textContent = "";
    this.problem.textContent = "";
    this.#about = id;
    this.#dialog.open(deed, situationOf(this.api, { id }, this.signal));
  }

  #done({ situation, outcome }) {
    fill(
      outcome.good ? this.result : this.problem,
      sentence(this.texts, outcome.key, {
        release: `${situation.application} ${situation.version}`,
        environment: situation.environment,
        reason: outcome.promotion?.reason ?? "",
        count: outcome.count ?? 0,
      }),
    );
    this.#again();
  }

  async #again() {
    clearTimeout(this.#gathering);
    this.#gathering = 0;
    await this.refresh(async () => {
      await this.#look();
      this.#show();
      if (this.#dialog.isOpen) {
        this.#dialog.update(await situationOf(this.api, { id: this.#about }, this.signal));
      }
    });
  }
}

define("dg-waiting", WaitingElement);
