import { fill, h, keyed, text } from "../core/dom.js";
import { RowView } from "./matrix-cell.js";
import { Places } from "./matrix-places.js";

/** Rows above and below those in sight. */
const MORE = 5;

/**
 * The rows of the matrix. Of them, and of the headings above them, only those in sight are there; rows are used again for others when
 * one scrolls. A heading stays at the top by itself while something of its section is in sight: it is `sticky` within an element as
 * high as the section.
 */
export class Rows {
  #texts;
  #address;
  #scroller;
  #sections = h("div", { class: "dg-grid__sections", role: "presentation" });
  #matrix = null;
  #shown = { rows: [], columns: [], tiers: [], sections: [] };
  #headers = 1;
  #views = new Map();
  #spare = [];
  #layout = "";
  #sizes = null;
  #places = new Places(0, [], 1, 1);
  /** The first row in sight. */
  top = 0;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(application: string) => string | null} address where the name of an application leads
   * @param {Element} scroller what is scrolled
   */
  constructor(texts, address, scroller) {
    this.#texts = texts;
    this.#address = address;
    this.#scroller = scroller;
    this.element = h("div", { role: "rowgroup", class: "dg-grid__body" }, this.#sections);
  }

  /** How high rows are, and how large the headings that may hide some. */
  get places() {
    return this.#places;
  }

  /**
   * What is to be drawn.
   *
   * @param {number} headers how many rows the head has
   */
  show(matrix, shown, headers) {
    this.#matrix = matrix;
    this.#shown = shown;
    this.#headers = headers;
    const layout = JSON.stringify([shown.columns, shown.tiers]);
    if (layout !== this.#layout) {
      this.#layout = layout;
      fill(this.element, this.#sections);
      this.#views.clear();
      this.#spare = [];
    }
    this.#arrange();
  }

  /** The window, or letters, are of another size. */
  resized() {
    this.#sizes = null;
    this.#arrange();
  }

  #arrange() {
    this.#sizes ??= this.#measure();
    this.#places = new Places(this.#shown.rows.length, this.#shown.sections, ...this.#sizes);
  }

  #measure() {
    const style = getComputedStyle(this.#scroller);
    const letters = (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
    return ["--dg-row-pixels", "--dg-section-pixels"].map((name) => (parseFloat(style.getPropertyValue(name)) || 56) * letters);
  }

  /**
   * Draws what is in sight.
   *
   * @param {number} kept a row that is there wherever one scrolls; -1 for none
   * @returns the rows in sight, and those beside them
   */
  draw(kept) {
    const { rows } = this.#shown;
    const places = this.#places;
    const from = this.#scroller.scrollTop;
    const to = from + (this.#scroller.clientHeight || 800);
    this.element.style.blockSize = `${places.height}px`;
    this.top = rows.length === 0 ? 0 : places.rowAt(from);
    const first = Math.max(0, this.top - MORE);
    const last = Math.min(rows.length - 1, places.rowAt(to) + MORE);
    const wanted = new Set();
    for (let index = first; index <= last; index++) {
      wanted.add(index);
    }
    if (kept >= 0 && kept < rows.length) {
      wanted.add(kept);
    }
    for (const [index, view] of this.#views) {
      if (!wanted.has(index)) {
        this.#views.delete(index);
        this.#spare.push(view);
      }
    }
    const now = Date.now();
    for (const index of wanted) {
      this.#view(index).show(rows[index], this.#matrix, this.#shown.columns, this.#texts, this.#address, now);
    }
    this.#spare.splice(2 * (last - first + 1)).forEach((view) => view.element.remove());
    this.#spare.forEach((view) => {
      view.element.hidden = true;
    });
    this.#head(places.sections(from, to));
    return rows.slice(first, last + 1);
  }

  #view(index) {
    let view = this.#views.get(index);
    if (!view) {
      view = this.#spare.pop() ?? new RowView(this.#shown.columns);
      view.row = null;
      this.#views.set(index, view);
      if (!view.element.isConnected) {
        this.element.append(view.element);
      }
    }
    view.place(index, this.#places.top(index), this.#places.before(index) + 1 + this.#headers);
    return view;
  }

  #head(sections) {
    keyed(
      this.#sections,
      sections,
      ({ index }) => this.#shown.sections[index].name,
      ({ index }) => this.#heading(this.#shown.sections[index].name),
      (element, { index, top, height, before }) => {
        element.style.insetBlockStart = `${top}px`;
        element.style.blockSize = `${height}px`;
        const [row] = element.children;
        row.setAttribute("aria-rowindex", String(before + 1 + this.#headers));
        row.firstElementChild.setAttribute("aria-colspan", String(this.#shown.columns.length + 1));
        text(element.querySelector(".dg-quiet"), this.#texts.t("matrix.inFolder", { count: this.#shown.sections[index].rows }));
      },
    );
  }

  #heading(name) {
    return h(
      "div",
      { class: "dg-grid__section", role: "presentation" },
      h(
        "div",
        { role: "row", class: "dg-grid__heading" },
        h(
          "div",
          { role: "rowheader", "aria-colindex": "1" },
          name === "" ? this.#texts.t("matrix.noFolder") : h("bdi", {}, name),
          " ",
          h("span", { class: "dg-quiet" }),
        ),
      ),
    );
  }

  /** Brings ages up to date. */
  refresh() {
    const now = Date.now();
    for (const view of this.#views.values()) {
      view.cells.forEach((cell) => cell.refresh(this.#texts, now));
    }
  }

  /** The element of a cell, if it is there; of the name of the application in column 0. */
  at(row, column) {
    const view = this.#views.get(row);
    return column === 0 ? view?.header : view?.cells[column - 1]?.element;
  }

  /** Where an element is that is in a cell; `null` for others. */
  find(element) {
    const cell = element.closest?.("[role=gridcell], [role=rowheader]");
    const row = cell?.closest(".dg-grid__row");
    for (const view of row ? this.#views.values() : []) {
      if (view.element === row) {
        return { row: view.index, column: Number(cell.getAttribute("aria-colindex")) - 1, element: cell, view };
      }
    }
    return null;
  }
}
