import { fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { time } from "../core/time.js";
import { marksOf, nameOf } from "./matrix-model.js";

/*
 * Everything about one cell: what the matrix knows is there at once, the rest when the API has told it. It can be pointed at, and is
 * closed by Escape (WCAG 2.2, 1.4.13).
 */
export class Card {
  #texts;
  #api;
  #page;
  #element;
  #owner = null;
  #asked = null;
  #timer = 0;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {import("../core/api.js").Api} api
   * @param {(name: string, parameters: object) => string | null} page where a page is; `null` when the host has none
   * @param {() => void} back puts the focus back where it came from
   */
  constructor(texts, api, page, back) {
    this.#texts = texts;
    this.#api = api;
    this.#page = page;
    this.back = back;
    this.#element = h("div", { class: "dg-card dg-matrix-card", role: "dialog", popover: "manual", tabindex: "0" });
    this.#element.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    this.#element.addEventListener("pointerleave", () => this.leave());
    this.#element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
        this.back();
      }
    });
    this.#element.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.#element.contains(event.relatedTarget)) {
        this.close();
      }
    });
  }

  get element() {
    return this.#element;
  }

  get isOpen() {
    return this.#owner !== null;
  }

  /** Shows it for a cell: soon, when only pointed at; at once and with the focus in it when it was asked for. */
  show({ cell, element, behind }, focused) {
    clearTimeout(this.#timer);
    if (focused) {
      this.#open(cell, element, behind);
      this.#element.focus();
    } else if (this.#owner !== element && !this.#element.contains(document.activeElement)) {
      this.#timer = setTimeout(() => this.#open(cell, element, behind), this.#owner ? 100 : 350);
    }
  }

  /** Closes it soon, unless the pointer comes to it. */
  leave() {
    clearTimeout(this.#timer);
    if (!this.#element.contains(document.activeElement)) {
      this.#timer = setTimeout(() => this.close(), 250);
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#owner = null;
    if (this.#element.matches(":popover-open")) {
      this.#element.hidePopover();
    }
  }

  async #open(cell, owner, behind) {
    this.#owner = owner;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#element.setAttribute("aria-label", nameOf(cell, behind, this.#texts, Date.now()));
    const details = h("div", { class: "dg-matrix-card__details", "aria-busy": "true" }, h("p", { class: "dg-quiet" }, this.#texts.t("matrix.loading")));
    fill(this.#element, this.#heading(cell), this.#summary(cell, behind), details, this.#links(cell));
    if (!this.#element.matches(":popover-open")) {
      this.#element.showPopover();
    }
    this.#put(owner);
    try {
      const matrix = await this.#api.get("/v1/matrix", { application: cell.application }, { signal: asked.signal });
      const place = matrix.rows[0]?.places.find((one) => one.environment === cell.environment);
      fill(details, place ? this.#details(place, cell.application) : null);
    } catch (failure) {
      if (asked.signal.aborted) {
        return;
      }
      fill(details, h("p", { class: "dg-problem" }, failure.message));
    }
    details.removeAttribute("aria-busy");
    this.#put(owner);
  }

  /** Beside or below the cell, within the window. */
  #put(owner) {
    const at = owner.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const gap = 4;
    const below = at.bottom + gap + height <= innerHeight;
    const top = below ? at.bottom + gap : Math.max(gap, at.top - gap - height);
    const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - width - gap));
    this.#element.style.top = `${top}px`;
    this.#element.style.left = `${left}px`;
  }

  #heading(cell) {
    return h(
      "p",
      { class: "dg-matrix-card__heading" },
      h("bdi", {}, cell.application),
      " ",
      icon("open"),
      " ",
      h("bdi", {}, cell.environment),
    );
  }

  #summary(cell, behind) {
    const { t } = words(this.#texts);
    return h(
      "ul",
      { class: "dg-matrix-card__states" },
      h(
        "li",
        { class: `dg-state--${cell.shape}` },
        icon(cell.shape),
        " ",
        cell.version === null ? null : [h("strong", {}, h("bdi", {}, cell.version)), ", "],
        t(`status.${cell.status ?? "NONE"}`),
        cell.since ? [", ", time(this.#texts, cell.since)] : null,
      ),
      behind > 0 ? h("li", {}, icon("behind"), " ", t("matrix.behind", { count: behind })) : null,
      marksOf(cell).map((mark) => h("li", { class: `dg-state--${mark}` }, icon(mark), " ", t(`matrix.mark.${mark}`, { count: cell.waiting }))),
    );
  }

  #details(place, application) {
    const { t } = words(this.#texts);
    const { deployment, hold, drift } = place;
    const facts = [
      hold && [t("matrix.hold"), [h("q", {}, hold.reason), ` ${t("matrix.by", { name: hold.by })}, `, time(this.#texts, hold.at)]],
      deployment?.outOfBand && [t("matrix.mark.outOfBand"), deployment.outOfBand],
      drift && [t("matrix.mark.drifted"), [drift.reason, ", ", time(this.#texts, drift.at)]],
      ...place.newer.map((one) => [t("matrix.upstream", { environment: one.environment }), one.label ?? one.version]),
      deployment && [t("matrix.deployed"), [t(`cause.${deployment.cause}`), ` ${t("matrix.by", { name: deployment.by })}, `, time(this.#texts, deployment.createdAt, "moment")]],
      deployment?.commit && [t("matrix.commit"), h("span", { class: "dg-mono", title: deployment.commit }, deployment.commit.slice(0, 10))],
      place.after.length > 0 && [t("matrix.after"), place.after.join(", ")],
    ].filter(Boolean);
    return [
      h("dl", { class: "dg-facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      place.waiting.map((promotion) => this.#waiting(promotion, application)),
    ];
  }

  #waiting(promotion) {
    const { t } = words(this.#texts);
    const address = this.#page("promotion", { id: promotion.id });
    const name = t("matrix.promotion", { version: promotion.version, id: promotion.id });
    return h(
      "div",
      { class: "dg-notice dg-notice--warn" },
      h(
        "p",
        {},
        address ? h("a", { href: address }, name) : name,
        h("br"),
        promotion.reason,
        promotion.earliest ? [h("br"), t("matrix.earliest"), " ", time(this.#texts, promotion.earliest)] : null,
      ),
    );
  }

  #links(cell) {
    const { t } = words(this.#texts);
    const where = { application: cell.application, environment: cell.environment };
    const links = [
      ["matrix.link.promote", this.#page("promotion", where)],
      ["matrix.link.waiting", cell.waiting > 0 ? this.#page("waiting", { others: "1" }) : null],
      ["matrix.link.history", this.#page("history", where)],
      ["matrix.link.compare", this.#page("compare", { application: cell.application, right: cell.environment })],
      ["matrix.link.graph", this.#page("graph", { application: cell.application })],
    ].filter(([, address]) => address);
    return links.length === 0
      ? null
      : h("p", { class: "dg-matrix-card__links" }, links.map(([key, address]) => h("a", { href: address }, t(key))));
  }
}

function words(texts) {
  return { t: (key, values) => texts.t(key, values) };
}
