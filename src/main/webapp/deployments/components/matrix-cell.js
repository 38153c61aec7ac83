import { fill, h, text } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { marksOf, nameOf } from "./matrix-model.js";

/* Rows and cells of the matrix on the screen. They are used again for other rows when one scrolls. */

const signs = new Map();

/** The sign of a state or mark; copied, which is quicker than making it anew. */
export function sign(name) {
  if (!signs.has(name)) {
    signs.set(name, icon(name));
  }
  return signs.get(name).cloneNode(true);
}

let empty = null;

/** A cell to be copied, which is quicker than making each anew. */
function emptyCell() {
  empty ??= h(
    "div",
    { role: "gridcell", class: "dg-cell dg-cell--none", tabindex: "-1" },
    h("span", { class: "dg-cell__line" }, h("span", { class: "dg-cell__state" }), h("bdi", { class: "dg-cell__version" })),
    h(
      "span",
      { class: "dg-cell__line" },
      h("bdi", { class: "dg-cell__age" }),
      h("bdi", { class: "dg-cell__behind", hidden: true }),
      h("span", { class: "dg-cell__marks" }),
    ),
  );
  return empty;
}

/** A cell on the screen, bound to what it shows. Nothing is touched that stays as it is, so nothing flickers. */
class CellView {
  #shape = null;
  #marks = "";
  #cell = null;
  #behind = 0;
  #drawn = "none";
  #news = false;

  constructor() {
    this.element = emptyCell().cloneNode(true);
    const [first, second] = this.element.children;
    [this.state, this.version] = first.children;
    [this.age, this.behind, this.marks] = second.children;
  }

  show(cell, behind, texts, now) {
    const shape = cell?.shape ?? "absent";
    const before = this.#cell;
    const same = before !== null && cell !== null && before.application === cell.application && before.environment === cell.environment;
    const isNews = same && (before.version !== cell.version || before.status !== cell.status);
    this.#cell = cell;
    this.#behind = behind;
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.element.classList.remove(`dg-cell--${this.#drawn}`);
      this.element.classList.add(`dg-cell--${shape}`);
      this.#drawn = shape;
      this.state.className = `dg-cell__state dg-state--${shape}`;
      fill(this.state, cell === null ? null : sign(shape));
    }
    const marks = cell === null ? [] : marksOf(cell);
    if (marks.join() !== this.#marks) {
      this.#marks = marks.join();
      fill(
        this.marks,
        marks.map((mark) => h("span", { class: `dg-state--${mark}` }, sign(mark))),
      );
    }
    text(this.version, cell?.version ?? "");
    if (this.behind.hidden !== !(behind > 0)) {
      this.behind.hidden = !(behind > 0);
    }
    if (behind > 0) {
      text(this.behind, texts.t("matrix.behindShort", { count: behind }));
    }
    if (isNews) {
      this.element.classList.add("dg-cell--news");
      this.#news = true;
    } else if (!same && this.#news) {
      this.element.classList.remove("dg-cell--news");
      this.#news = false;
    }
    this.refresh(texts, now);
  }

  /** Brings its age up to date. */
  refresh(texts, now) {
    const cell = this.#cell;
    text(this.age, cell?.since ? texts.age(cell.since, now) : "");
    const name = cell === null ? texts.t("matrix.absent") : nameOf(cell, this.#behind, texts, now);
    if (this.element.getAttribute("aria-label") !== name) {
      this.element.setAttribute("aria-label", name);
    }
  }
}

/** A row on the screen: an application. */
export class RowView {
  constructor(columns) {
    this.name = h("bdi");
    this.link = h("a", { class: "dg-grid__link", tabindex: "-1" }, this.name);
    this.header = h("div", { role: "rowheader", class: "dg-grid__name", tabindex: "-1", "aria-colindex": "1" }, this.link);
    this.cells = columns.map(() => new CellView());
    this.cells.forEach((cell, at) => cell.element.setAttribute("aria-colindex", String(at + 2)));
    this.element = h("div", { role: "row", class: "dg-grid__row" }, this.header, this.cells.map((cell) => cell.element));
    this.index = -1;
    this.top = -1;
    this.row = null;
  }

  /** Where it stands: the number of its row, how many pixels below the first, and its number for screen readers. */
  place(index, top, number) {
    if (this.index !== index || this.top !== top) {
      this.index = index;
      this.top = top;
      this.element.style.transform = `translateY(${top}px)`;
      this.element.setAttribute("aria-rowindex", String(number));
    }
    this.element.hidden = false;
  }

  /** What it shows, unless it does already. */
  show(row, matrix, columns, texts, address, now) {
    if (this.row === row && this.behind === row.behind.size) {
      return;
    }
    this.row = row;
    this.behind = row.behind.size;
    if (text(this.name, row.application)) {
      const leadsTo = address(row.application);
      if (leadsTo) {
        this.link.setAttribute("href", leadsTo);
      }
    }
    this.header.title = row.path;
    columns.forEach((column, at) => {
      const cell = row.cell(column, matrix);
      this.cells[at].show(cell, cell === null ? 0 : row.behind.get(cell.environment) ?? 0, texts, now);
    });
  }
}
