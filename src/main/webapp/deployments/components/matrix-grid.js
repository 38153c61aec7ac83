import { fill, h, text } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { marksOf, nameOf } from "./matrix-model.js";

/*
 * Draws the matrix. Of its rows only those in sight are there, and they are used again for others when one scrolls. For keyboards and
 * screen readers it is one grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): one stop of the Tab key, arrows within.
 */

/** Rows above and below those in sight. */
const MORE = 5;

const signs = new Map();

function sign(name) {
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

class RowView {
  constructor(columns, index) {
    this.name = h("bdi");
    this.link = h("a", { class: "dg-grid__link", tabindex: "-1" }, this.name);
    this.header = h("div", { role: "rowheader", class: "dg-grid__name", tabindex: "-1", "aria-colindex": "1" }, this.link);
    this.cells = columns.map(() => new CellView());
    this.cells.forEach((cell, at) => cell.element.setAttribute("aria-colindex", String(at + 2)));
    this.element = h("div", { role: "row", class: "dg-grid__row" }, this.header, this.cells.map((cell) => cell.element));
    this.index = index;
    this.row = null;
  }
}

/**
 * The grid. Dispatches `open` (`detail`: `{cell, element}`, by Enter, Space or a click), `hover` (the same; no detail when the pointer
 * left), `seen` (`detail`: the rows in sight, some time after they are).
 */
export class Grid extends EventTarget {
  #texts;
  #address;
  #matrix = null;
  #shown = { rows: [], columns: [], tiers: [] };
  #views = new Map();
  #spare = [];
  #height = 0;
  #active = { row: -1, column: 0 };
  #frame = 0;
  #settled = 0;
  #layout = "";
  #heads = "";
  #tabbed = null;
  #top = 0;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(application: string) => string | null} address where the name of an application leads
   */
  constructor(texts, address) {
    super();
    this.#texts = texts;
    this.#address = address;
    this.head = h("div", { role: "rowgroup", class: "dg-grid__head" });
    this.body = h("div", { role: "rowgroup", class: "dg-grid__body" });
    this.grid = h("div", { role: "grid", class: "dg-grid__grid", "aria-label": texts.t("matrix.name"), "aria-readonly": "true" }, this.head, this.body);
    this.element = h("div", { class: "dg-grid" }, this.grid);
    this.element.addEventListener("scroll", () => this.#later(), { passive: true });
    this.grid.addEventListener("keydown", (event) => this.#key(event));
    this.grid.addEventListener("focusin", (event) => this.#focused(event.target));
    this.grid.addEventListener("animationend", (event) => event.target.classList.remove("dg-cell--news"));
    this.grid.addEventListener("click", (event) => this.#pointed(event, "open"));
    this.grid.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.#pointed(event, "hover"));
    this.grid.addEventListener("pointerleave", () => this.dispatchEvent(new CustomEvent("hover")));
    this.resize = new ResizeObserver(() => {
      this.#height = 0;
      this.#later();
    });
    this.resize.observe(this.element);
  }

  close() {
    this.resize.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settled);
  }

  /** Shows these rows and columns of the matrix. */
  show(matrix, shown) {
    const before = this.#shown.rows[this.#active.row]?.application;
    this.#matrix = matrix;
    this.#shown = shown;
    const layout = JSON.stringify([shown.columns, shown.tiers]);
    const heads = JSON.stringify(matrix.environments);
    if (layout !== this.#layout || heads !== this.#heads) {
      this.#columns();
      this.#heads = heads;
    }
    if (layout !== this.#layout) {
      this.#layout = layout;
      fill(this.body);
      this.#views.clear();
      this.#spare = [];
    }
    const at = shown.rows.findIndex((row) => row.application === before);
    this.#active = { row: at, column: Math.min(this.#active.column, shown.columns.length) };
    this.grid.setAttribute("aria-rowcount", String(shown.rows.length + this.#headers()));
    this.#draw();
  }

  /** Brings ages up to date. */
  refresh() {
    const now = Date.now();
    for (const view of this.#views.values()) {
      view.cells.forEach((cell) => cell.refresh(this.#texts, now));
    }
  }

  /** Puts the focus on the cell that had it last. */
  focus() {
    this.#go(Math.max(0, this.#active.row), this.#active.column);
  }

  #headers() {
    return this.#shown.tiers.length > 0 ? 2 : 1;
  }

  #columns() {
    const { columns, tiers } = this.#shown;
    this.grid.style.setProperty("--dg-columns", String(columns.length));
    this.grid.setAttribute("aria-colcount", String(columns.length + 1));
    let from = 2;
    const tierRow =
      tiers.length === 0
        ? null
        : h(
            "div",
            { role: "row", class: "dg-grid__row dg-grid__tiers", "aria-rowindex": "1" },
            h("div", { role: "columnheader", class: "dg-grid__name", "aria-colindex": "1" }, this.#texts.t("matrix.tier")),
            tiers.map((tier) => {
              const header = h(
                "div",
                { role: "columnheader", class: "dg-grid__tier", "aria-colindex": from, "aria-colspan": tier.columns, style: { "--dg-span": String(tier.columns) } },
                h("bdi", {}, tier.name),
              );
              from += tier.columns;
              return header;
            }),
          );
    fill(
      this.head,
      tierRow,
      h(
        "div",
        { role: "row", class: "dg-grid__row dg-grid__columns", "aria-rowindex": this.#headers() },
        h("div", { role: "columnheader", class: "dg-grid__name", "aria-colindex": "1" }, this.#texts.t("matrix.application")),
        columns.map((column, at) => this.#column(this.#matrix.environments[column], at + 2)),
      ),
    );
  }

  #column(environment, index) {
    const { hold } = environment;
    return h(
      "div",
      {
        role: "columnheader",
        class: "dg-grid__column",
        "aria-colindex": index,
        title: hold && this.#texts.t("matrix.held", { by: hold.by, reason: hold.reason }),
      },
      h("span", { class: "dg-grid__environment" }, h("bdi", {}, environment.name)),
      h(
        "span",
        { class: "dg-quiet dg-grid__kind" },
        hold ? [h("span", { class: "dg-state--hold" }, sign("hold")), " ", this.#texts.t("matrix.mark.hold")] : h("bdi", {}, environment.tier),
      ),
    );
  }

  #later() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    }
  }

  #rowHeight() {
    this.#height ||= parseFloat(getComputedStyle(this.grid).getPropertyValue("--dg-row-pixels")) || 56;
    return this.#height;
  }

  #draw() {
    if (!this.#matrix) {
      return;
    }
    const height = this.#rowHeight();
    const { rows } = this.#shown;
    const inSight = Math.ceil((this.element.clientHeight || 800) / height);
    this.#top = Math.floor(this.element.scrollTop / height);
    const first = Math.max(0, this.#top - MORE);
    const last = Math.min(rows.length - 1, first + inSight + 2 * MORE);
    this.body.style.blockSize = `${rows.length * height}px`;
    const wanted = new Set();
    for (let index = first; index <= last; index++) {
      wanted.add(index);
    }
    // Where the focus is stays, however far one scrolls.
    if (this.#active.row >= 0 && this.#active.row < rows.length) {
      wanted.add(this.#active.row);
    }
    for (const [index, view] of this.#views) {
      if (!wanted.has(index)) {
        this.#views.delete(index);
        this.#spare.push(view);
      }
    }
    const now = Date.now();
    for (const index of wanted) {
      this.#bind(index, rows[index], height, now);
    }
    this.#spare.splice(2 * (inSight + MORE)).forEach((view) => view.element.remove());
    this.#spare.forEach((view) => {
      view.element.hidden = true;
    });
    this.#stop();
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => {
      this.dispatchEvent(new CustomEvent("seen", { detail: rows.slice(first, last + 1) }));
    }, 150);
  }

  #bind(index, row, height, now) {
    let view = this.#views.get(index);
    if (!view) {
      view = this.#spare.pop() ?? new RowView(this.#shown.columns, index);
      this.#views.set(index, view);
      if (!view.element.isConnected) {
        this.body.append(view.element);
      }
      view.index = index;
      view.row = null;
      view.element.hidden = false;
      view.element.style.transform = `translateY(${index * height}px)`;
      view.element.setAttribute("aria-rowindex", String(index + 1 + this.#headers()));
    }
    if (view.row === row && view.behind === row.behind.size) {
      return;
    }
    view.row = row;
    view.behind = row.behind.size;
    if (text(view.name, row.application)) {
      const address = this.#address(row.application);
      if (address) {
        view.link.setAttribute("href", address);
      }
      view.header.title = row.application;
    }
    this.#shown.columns.forEach((column, at) => {
      const cell = row.cell(column, this.#matrix);
      view.cells[at].show(cell, cell === null ? 0 : row.behind.get(cell.environment) ?? 0, this.#texts, now);
    });
  }

  #at(row, column) {
    const view = this.#views.get(row);
    return column === 0 ? view?.header : view?.cells[column - 1]?.element;
  }

  /** One cell can be reached by Tab: the active one, else the first in sight. */
  #stop() {
    if (this.#tabbed) {
      this.#tabbed.tabIndex = -1;
    }
    // Not asked of the element again, which would have to lay everything out for the answer.
    const row = this.#active.row >= 0 ? this.#active.row : this.#top;
    const element = this.#at(row, this.#active.column);
    this.#tabbed = element ?? null;
    if (element) {
      element.tabIndex = 0;
    }
  }

  #place(element) {
    const cell = element.closest?.("[role=gridcell], [role=rowheader]");
    const row = cell?.closest(".dg-grid__row");
    if (!row || !this.body.contains(row)) {
      return null;
    }
    for (const view of this.#views.values()) {
      if (view.element === row) {
        return { row: view.index, column: Number(cell.getAttribute("aria-colindex")) - 1, element: cell, view };
      }
    }
    return null;
  }

  #focused(element) {
    const place = this.#place(element);
    if (place) {
      this.#active = { row: place.row, column: place.column };
      this.#stop();
    }
  }

  #go(row, column) {
    const rows = this.#shown.rows.length;
    if (rows === 0) {
      return;
    }
    const height = this.#rowHeight();
    this.#active = {
      row: Math.max(0, Math.min(rows - 1, row)),
      column: Math.max(0, Math.min(this.#shown.columns.length, column)),
    };
    const top = this.#active.row * height;
    const room = this.element.clientHeight - this.head.offsetHeight;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top + height > this.element.scrollTop + room) {
      this.element.scrollTop = top + height - room;
    }
    this.#draw();
    const cell = this.#at(this.#active.row, this.#active.column);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #key(event) {
    const place = this.#place(event.target);
    if (!place || event.altKey || event.metaKey) {
      return;
    }
    const { row, column } = place;
    const forward = getComputedStyle(this.grid).direction === "rtl" ? -1 : 1;
    const page = Math.max(1, Math.floor((this.element.clientHeight - this.head.offsetHeight) / this.#rowHeight()) - 1);
    const last = this.#shown.rows.length - 1;
    const moves = {
      ArrowUp: () => this.#go(row - 1, column),
      ArrowDown: () => this.#go(row + 1, column),
      ArrowLeft: () => this.#go(row, column - forward),
      ArrowRight: () => this.#go(row, column + forward),
      Home: () => this.#go(event.ctrlKey ? 0 : row, 0),
      End: () => this.#go(event.ctrlKey ? last : row, this.#shown.columns.length),
      PageUp: () => this.#go(row - page, column),
      PageDown: () => this.#go(row + page, column),
      Enter: () => this.#opened(place),
      " ": () => this.#opened(place),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    }
  }

  #opened({ column, element, view }) {
    if (column === 0) {
      if (view.link.hasAttribute("href")) {
        view.link.click();
      }
    } else {
      this.#tell("open", view, column, element);
    }
  }

  #pointed(event, what) {
    const place = this.#place(event.target);
    if (place && place.column > 0) {
      if (what === "open") {
        this.#active = { row: place.row, column: place.column };
        this.#stop();
      }
      this.#tell(what, place.view, place.column, place.element);
    } else if (what === "hover") {
      this.dispatchEvent(new CustomEvent("hover"));
    }
  }

  #tell(what, view, column, element) {
    const cell = view.row.cell(this.#shown.columns[column - 1], this.#matrix);
    if (cell) {
      this.dispatchEvent(new CustomEvent(what, { detail: { cell, element, behind: view.row.behind.get(cell.environment) ?? null } }));
    } else if (what === "hover") {
      this.dispatchEvent(new CustomEvent("hover"));
    }
  }
}
