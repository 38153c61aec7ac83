import { newKey } from "../core/api.js";
import { fill, h, text } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { sentence } from "../core/sentence.js";
import { time } from "../core/time.js";
import { GRAVE, REASONS, closedGates, offered, outcomeOf, requestOf } from "./deeds.js";

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
 * Texts are those of `deeds`.
 */
export class DeedDialog {
  #texts;
  #api;
  #done;
  #deed = null;
  #situation = null;
  #sending = false;
  #key = "";
  #sent = null;
  #opened = 0;
  #fields = {};

  /**
   * @param {(result: {deed: string, situation: object, answer: any, outcome: object}) => void} done told when it was done; the dialog
   *     is closed then
   */
  constructor(texts, api, done) {
    this.#texts = texts;
    this.#api = api;
    this.#done = done;
    this.id = `dg-deed-${++dialogs}`;
    this.element = h("dialog", { class: "dg-card dg-deed", "aria-labelledby": `${this.id}-title`, "aria-describedby": `${this.id}-what` });
    this.element.addEventListener("cancel", (event) => this.#sending && event.preventDefault());
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
    const opened = ++this.#opened;
    const t = (key, values) => this.#texts.t(key, values);
    this.#deed = deed;
    this.#key = newKey();
    this.#sent = null;
    this.#sending = false;
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
    if (this.isOpen && !this.#sending && this.#situation) {
      this.#know(situation);
    }
  }

  #know(situation) {
    this.#situation = situation;
    const still = offered(situation).includes(this.#deed);
    this.yes.disabled = !still;
    const { promotion } = situation;
    text(
      this.meanwhile,
      still ? "" : this.#texts.t("deed.meanwhile", { now: promotion?.reason ? `${this.#texts.t(`promotion.status.${promotion.status}`)}, ${promotion.reason}` : "" }),
    );
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
    if (situation.waiting > 0 && (this.#deed === "hold" || this.#deed === "release")) {
      facts.push([t("deed.waiting"), t("deed.waitingCount", { count: situation.waiting })]);
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
    try {
      const answer = await this.#api.send(method, path, body, { key: this.#key });
      this.#sending = false;
      this.close();
      this.#done({ deed, situation, answer, outcome: outcomeOf(deed, answer) });
    } catch (failure) {
      this.#fail(failure);
    } finally {
      this.#sending = false;
      this.element.removeAttribute("aria-busy");
      text(this.yes, this.#texts.t(`deed.${deed}`));
    }
  }

  #fail(failure) {
    const known = failure.name === "Problem" || failure.name === "Unreachable";
    if (!known) {
      console.error(failure);
    }
    text(
      this.problem,
      failure.name === "Unreachable" ? this.#texts.t("deed.unreachable") : known ? failure.message : this.#texts.t("error.defect"),
    );
  }

  close() {
    if (!this.#sending) {
      this.element.close();
    }
  }
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
