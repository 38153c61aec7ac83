import { Unreachable, newKey } from "../core/api.js";
import { fill, h, text } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon } from "../core/icons.js";
import { sentence } from "../core/sentence.js";
import { time } from "../core/time.js";
import { GRAVE, REASONS, closedGates, offered, outcomeOf, requestOf, seenOf } from "./deeds.js";

const ICONS = {
  approve: "approve",
  promote: "newer",
  refuse: "refuse",
  override: "outOfBand",
  cancel: "close",
  rollback: "rollback",
  hold: "hold",
  release: "open",
};

let dialogs = 0;

/** A button that begins a deed. */
export function deedButton(deed, texts, main, go) {
  return h(
    "button",
    {
      type: "button",
      class: ["dg-button", main && "dg-button--main", GRAVE.has(deed) && "dg-button--bad"],
      "aria-haspopup": "dialog",
      data: { deed },
      on: { click: go },
    },
    icon(ICONS[deed]),
    " ",
    texts.t(`deed.${deed}`),
  );
}

/**
 * Asks whether somebody means it, and says exactly what changes; does it once, however often it is clicked, under one idempotency key.
 * When something else would be done by now than what was read, it is not done. Texts are those of `deeds`.
 */
export class DeedDialog {
  #texts;
  #api;
  #page;
  #deed = null;
  #situation = null;
  #sending = false;
  /** Whether it was sent, and nobody knows what became of it. */
  #unsure = false;
  #key = "";
  #sent = null;
  #opened = 0;
  #fields = {};

  /**
   * @param {object} page where it is asked
   * @param {(result: {deed: string, situation: object, outcome: object}) => void} page.done told when it was done; the dialog is closed
   *     then
   * @param {() => void} page.refused told when the host refused it: what the page shows may not be so any more
   * @param {() => void} page.lost puts the focus somewhere, as the button that it came from is not there any more
   */
  constructor(texts, api, page) {
    this.#texts = texts;
    this.#api = api;
    this.#page = page;
    this.id = `dg-deed-${++dialogs}`;
    this.element = h("dialog", { class: "dg-card dg-deed", "aria-labelledby": `${this.id}-title`, "aria-describedby": `${this.id}-what` });
    this.element.addEventListener("cancel", (event) => this.#sending && event.preventDefault());
    this.element.addEventListener("close", () => {
      const focused = document.activeElement;
      // What cannot have the focus any more still has it until the page is drawn again.
      if (!this.element.open && (focused === null || focused === document.body || this.element.contains(focused))) {
        this.#page.lost();
      }
    });
  }

  get isOpen() {
    return this.element.open;
  }

  /**
   * Asks.
   *
   * @param {object | Promise<object>} situation as in `deeds.js`; the answer to a question that takes time is waited for with the dialog
   *     open
   */
  async open(deed, situation) {
    if (this.#sending) {
      // Browsers let Escape close it all the same the second time.
      this.element.showModal();
      return;
    }
    const opened = ++this.#opened;
    const t = (key, values) => this.#texts.t(key, values);
    this.#deed = deed;
    this.#key = newKey();
    this.#sent = null;
    this.#unsure = false;
    this.#situation = null;
    this.what = h("div", { id: `${this.id}-what`, class: "dg-deed__what", "aria-busy": "true" }, h("p", { class: "dg-quiet" }, t("deed.loading")));
    this.meanwhile = h("p", { class: "dg-deed__meanwhile", role: "status" });
    this.problem = h("p", { id: `${this.id}-problem`, class: "dg-problem", role: "alert" });
    this.yes = h(
      "button",
      { type: "submit", class: ["dg-button", "dg-button--main", GRAVE.has(deed) && "dg-button--grave"], disabled: true },
      t(`deed.${deed}`),
    );
    this.no = h("button", { type: "button", class: "dg-button", on: { click: () => this.close() } }, t("deed.not"));
    this.#fields = this.#makeFields(deed);
    fill(
      this.element,
      h(
        "form",
        {
          novalidate: true,
          on: {
            submit: (event) => {
              event.preventDefault();
              this.#send();
            },
          },
        },
        h("h2", { id: `${this.id}-title` }, icon(ICONS[deed]), " ", t(`deed.${deed}.title`)),
        this.what,
        this.#fields.version?.label,
        this.#fields.reason?.label,
        this.meanwhile,
        this.problem,
        h("div", { class: "dg-deed__buttons" }, this.yes, this.no),
      ),
    );
    this.element.showModal();
    (this.#fields.reason?.input ?? this.no).focus();
    try {
      const known = await situation;
      if (opened === this.#opened && this.isOpen) {
        this.#know(known);
      }
    } catch (failure) {
      if (opened === this.#opened && this.isOpen) {
        this.what.replaceChildren();
        this.what.removeAttribute("aria-busy");
        this.#fail(failure);
      }
    }
  }

  #makeFields(deed) {
    const t = (key, values) => this.#texts.t(key, values);
    const field = (name, input, label) => ({ input, label: h("label", { class: "dg-deed__field" }, h("span", {}, label), input) });
    const fields = {};
    if (deed === "rollback") {
      const input = h("select", { class: "dg-select", on: { change: () => this.#say() } });
      fields.version = field("version", input, t("deed.version"));
    }
    if (deed in REASONS) {
      const input = h("textarea", {
        class: "dg-input",
        rows: 2,
        maxlength: 2000,
        required: REASONS[deed],
        "aria-describedby": `${this.id}-problem`,
      });
      fields.reason = field("reason", input, t(REASONS[deed] ? "deed.reason" : "deed.reasonIfAny"));
    }
    return fields;
  }

  /** What is known has changed while the dialog may be open. */
  update(situation) {
    // What is not known to have been done can be sent again, also when it looks as if it was done: that tells.
    if (this.isOpen && !this.#sending && !this.#unsure && this.#situation) {
      this.#know(situation);
    }
  }

  #know(situation) {
    const still = offered(situation).includes(this.#deed);
    const same = this.#situation === null || seenOf(this.#deed, this.#situation) === seenOf(this.#deed, situation);
    this.yes.disabled = !still || !same;
    text(this.meanwhile, still && same ? "" : this.#changed(situation, still));
    if (!same) {
      return;
    }
    this.#situation = situation;
    const choice = this.#fields.version?.input;
    if (choice && choice.options.length === 0) {
      choice.append(
        ...situation.choices.map(({ deployment, next }) =>
          h(
            "option",
            { value: deployment.version, selected: next },
            this.#texts.t("deed.choice", { version: deployment.version, time: this.#texts.moment(deployment.createdAt) }),
          ),
        ),
      );
    }
    this.#say();
  }

  /** Why what was read cannot be done any more. */
  #changed({ promotion, version, current }, still) {
    if (still) {
      return this.#texts.t("deed.another", { version: (this.#deed === "rollback" ? current?.version : version) ?? "" });
    }
    const now = promotion?.reason ? `${this.#texts.t(`promotion.status.${promotion.status}`)}, ${promotion.reason}` : "";
    return this.#texts.t(now ? "deed.meanwhile" : "deed.gone", { now });
  }

  /** Says what changes. */
  #say() {
    const situation = this.#situation;
    const texts = this.#texts;
    const t = (key, values) => texts.t(key, values);
    const { application, environment, version, current, promotion, explanation, incoming, hold } = situation;
    const values = {
      release: `${application} ${version ?? ""}`.trim(),
      application,
      environment,
      id: promotion?.id ?? 0,
      now: current?.version ?? "",
      version: this.#fields.version?.input.value ?? "",
      gates: new Intl.ListFormat(texts.locale).format(closedGates(explanation)),
    };
    const lines = [h("p", { class: "dg-deed__main" }, sentence(texts, `deed.${this.#deed}.what`, values))];
    const facts = [];
    if (["promote", "override", "approve"].includes(this.#deed)) {
      facts.push([t("deed.there"), thereNow(situation, texts)], [t("deed.brings"), brings(incoming, texts)]);
      if (situation.pullRequest) {
        facts.push([t("deed.how"), sentence(texts, "deed.pullRequest", { branch: situation.pullRequest.target })]);
      } else if (this.#deed === "promote") {
        facts.push([t("deed.when"), t(explanation.verdict === "PASSED" ? "deed.atOnce" : "deed.later")]);
      }
      if (this.#deed === "approve") {
        facts.push([t("deed.asked"), [h("bdi", {}, promotion.trigger), ", ", time(texts, promotion.requestedAt)]]);
      }
    } else if (this.#deed === "refuse" || this.#deed === "cancel") {
      facts.push([t("deed.stays"), thereNow(situation, texts)]);
    } else if (this.#deed === "rollback") {
      facts.push([t("deed.there"), thereNow(situation, texts)], [t("deed.afterwards"), sentence(texts, "deed.rollback.afterwards", values)]);
    } else if (hold) {
      facts.push([t("deed.held"), [h("q", {}, hold.reason), " ", h("bdi", {}, hold.by), ", ", time(texts, hold.at)]]);
    }
    if (situation.waiting.length > 0 && (this.#deed === "hold" || this.#deed === "release")) {
      facts.push([t("deed.waiting"), t("deed.waitingCount", { count: situation.waiting.length })]);
    }
    fill(this.what, lines, facts.length > 0 ? h("dl", { class: "dg-facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])) : null);
    this.what.removeAttribute("aria-busy");
  }

  async #send() {
    if (this.#sending || !this.#situation || this.yes.disabled) {
      return;
    }
    const deed = this.#deed;
    const situation = this.#situation;
    const { reason, version } = this.#fields;
    const written = reason?.input.value.trim() ?? "";
    if (REASONS[deed] && written === "") {
      text(this.problem, this.#texts.t("deed.needsReason"));
      reason.input.setAttribute("aria-invalid", "true");
      reason.input.focus();
      return;
    }
    reason?.input.removeAttribute("aria-invalid");
    text(this.problem, "");
    const { method, path, body } = requestOf(deed, situation, { reason: written, version: version?.input.value });
    const asked = JSON.stringify([method, path, body]);
    if (this.#sent !== null && this.#sent !== asked) {
      // Another thing than before, which needs a key of its own.
      this.#key = newKey();
    }
    this.#sent = asked;
    this.#sending = true;
    this.element.setAttribute("aria-busy", "true");
    text(this.yes, this.#texts.t("deed.sending"));
    let answer;
    try {
      answer = await this.#api.send(method, path, body, { key: this.#key });
    } catch (failure) {
      this.#unsure = failure instanceof Unreachable;
      this.#fail(failure);
      if (!this.#unsure) {
        this.#page.refused();
      }
      return;
    } finally {
      this.#sending = false;
      this.element.removeAttribute("aria-busy");
      text(this.yes, this.#texts.t(`deed.${deed}`));
    }
    this.close();
    this.#page.done({ deed, situation, outcome: outcomeOf(deed, answer) });
  }

  #fail(failure) {
    text(this.problem, this.#unsure ? this.#texts.t("deed.unreachable") : said(this.#texts, failure));
    if (!this.isOpen) {
      this.element.showModal();
    }
  }

  close() {
    if (!this.#sending) {
      this.element.close();
    }
  }
}

/** What came of a deed, in words, for `fill`. */
export function told({ situation, outcome }, texts) {
  const { promotion } = outcome;
  return sentence(texts, outcome.key, {
    release: `${situation.application} ${promotion?.version ?? situation.version ?? ""}`.trim(),
    environment: situation.environment,
    reason: promotion?.reason ?? "",
    count: outcome.count ?? 0,
  });
}

/** What is there now, in words. */
export function thereNow({ current, since }, texts) {
  return current
    ? [h("bdi", {}, current.version), ", ", texts.t(`status.${current.status}`), since ? [", ", time(texts, since)] : null]
    : texts.t("deed.nothing");
}

/** How much would come, in words. */
export function brings(incoming, texts) {
  if (!incoming) {
    return texts.t("deed.withoutGit");
  }
  const parts = [texts.t("deed.commits", { count: incoming.commits.length }), texts.t("deed.files", { count: incoming.files.length })];
  if (incoming.tickets.length > 0) {
    parts.push(texts.t("deed.tickets", { count: incoming.tickets.length }));
  }
  return new Intl.ListFormat(texts.locale).format(parts);
}
