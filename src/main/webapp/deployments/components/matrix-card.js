import { fill, h } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon } from "../core/icons.js";
import { Popup } from "../core/popup.js";
import { time } from "../core/time.js";
import { marksOf, nameOf } from "./matrix-model.js";

/** Everything about one cell: what the matrix knows is there at once, the rest when the API has told it. */
export class Card {
  #texts;
  #api;
  #page;
  #popup;

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
    this.#popup = new Popup("dg-matrix-card", back);
    this.#popup.element.tabIndex = 0;
  }

  get element() {
    return this.#popup.element;
  }

  /** Shows it for a cell: soon, when only pointed at; at once and with the focus in it when it was asked for. */
  show({ cell, element, behind }, focused) {
    this.#popup.show(element, (card, signal) => this.#tell(card, cell, behind, signal), focused);
  }

  /** Closes it soon, unless the pointer comes to it. */
  leave() {
    this.#popup.leave();
  }

  close() {
    this.#popup.close();
  }

  async #tell(card, cell, behind, signal) {
    card.setAttribute("aria-label", nameOf(cell, behind, this.#texts, Date.now()));
    const details = h("div", { class: "dg-matrix-card__details", "aria-busy": "true" }, h("p", { class: "dg-quiet" }, this.#texts.t("matrix.loading")));
    fill(card, this.#heading(cell), this.#summary(cell, behind), details, this.#links(cell));
    try {
      const matrix = await this.#api.get("/v1/matrix", { application: cell.application }, { signal });
      const place = matrix.rows[0]?.places.find((one) => one.environment === cell.environment);
      fill(details, place ? this.#details(place) : null);
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      fill(details, h("p", { class: "dg-problem" }, said(this.#texts, failure)));
    }
    details.removeAttribute("aria-busy");
    this.#popup.place();
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

  #details(place) {
    const { t } = words(this.#texts);
    const { deployment, hold, drift } = place;
    const facts = [
      hold && [t("matrix.hold"), [h("q", {}, hold.reason), ` ${t("by", { name: hold.by })}, `, time(this.#texts, hold.at)]],
      deployment?.outOfBand && [t("matrix.mark.outOfBand"), deployment.outOfBand],
      drift && [t("matrix.mark.drifted"), [h("bdi", {}, drift.reason), ", ", time(this.#texts, drift.at)]],
      ...place.newer.map((one) => [t("matrix.upstream", { environment: one.environment }), one.label ?? one.version]),
      deployment && [t("matrix.deployed"), [t(`cause.${deployment.cause}`), ` ${t("by", { name: deployment.by })}, `, time(this.#texts, deployment.createdAt, "moment")]],
      deployment?.commit && [t("matrix.commit"), h("span", { class: "dg-mono", title: deployment.commit }, deployment.commit.slice(0, 10))],
      place.after.length > 0 && [t("matrix.after"), place.after.join(", ")],
    ].filter(Boolean);
    return [
      h("dl", { class: "dg-facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      place.waiting.map((promotion) => this.#waiting(promotion)),
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
