import { fill, h } from "../core/dom.js";
import { headRows } from "./matrix-head.js";
import { Rows } from "./matrix-rows.js";

/**
 * The matrix as one grid for keyboards and screen readers (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): one stop of the Tab key,
 * arrows within. Dispatches `open` (`detail`: `{cell, element, behind}`, by Enter, Space or a click), `hover` (the same; no detail when
 * the pointer left), `seen` (`detail`: the rows in sight, some time after they are).
 */
export class Grid extends EventTarget {
  #texts;
  #rows;
  #matrix = null;
  #shown = { rows: [], columns: [], tiers: [], sections: [] };
  #active = { row: -1, column: 0 };
  #frame = 0;
  #settled = 0;
  #heads = "";
  #tabbed = null;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(application: string) => string | null} address where the name of an application leads
   */
  constructor(texts, address) {
    super();
    this.#texts = texts;
    this.element = h("div", { class: "dg-grid" });
    this.#rows = new Rows(texts, address, this.element);
    this.head = h("div", { role: "rowgroup", class: "dg-grid__head" });
    this.grid = h(
      "div",
      { role: "grid", class: "dg-grid__grid", "aria-label": texts.t("matrix.name"), "aria-readonly": "true" },
      this.head,
      this.#rows.element,
    );
    fill(this.element, this.grid);
    this.element.addEventListener("scroll", () => this.#later(), { passive: true });
    this.grid.addEventListener("keydown", (event) => this.#key(event));
    this.grid.addEventListener("focusin", (event) => this.#focused(event.target));
    this.grid.addEventListener("animationend", (event) => event.target.classList.remove("dg-cell--news"));
    this.grid.addEventListener("click", (event) => this.#pointed(event, "open"));
    this.grid.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.#pointed(event, "hover"));
    this.grid.addEventListener("pointerleave", () => this.dispatchEvent(new CustomEvent("hover")));
    this.resize = new ResizeObserver(() => {
      this.grid.style.setProperty("--dg-head-height", `${this.head.offsetHeight}px`);
      this.#rows.resized();
      this.#later();
    });
    this.resize.observe(this.element);
    this.resize.observe(this.head);
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
    const heads = JSON.stringify([matrix.environments, shown.columns, shown.tiers]);
    if (heads !== this.#heads) {
      this.#heads = heads;
      this.grid.style.setProperty("--dg-columns", String(shown.columns.length));
      this.grid.setAttribute("aria-colcount", String(shown.columns.length + 1));
      fill(this.head, headRows(matrix, shown, this.#texts));
    }
    const headers = this.head.childElementCount;
    this.#rows.show(matrix, shown, headers);
    this.#active = {
      row: shown.rows.findIndex((row) => row.application === before),
      column: Math.min(this.#active.column, shown.columns.length),
    };
    this.grid.setAttribute("aria-rowcount", String(shown.rows.length + shown.sections.length + headers));
    this.#draw();
  }

  /** Brings ages up to date. */
  refresh() {
    this.#rows.refresh();
  }

  /** Puts the focus on the cell that had it last. */
  focus() {
    this.#go(Math.max(0, this.#active.row), this.#active.column);
  }

  #later() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    }
  }

  #draw() {
    if (!this.#matrix) {
      return;
    }
    // Where the focus is stays, however far one scrolls.
    const seen = this.#rows.draw(this.#active.row);
    this.#stop();
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.dispatchEvent(new CustomEvent("seen", { detail: seen })), 150);
  }

  /** One cell can be reached by Tab: the active one, else the first in sight. */
  #stop() {
    if (this.#tabbed) {
      this.#tabbed.tabIndex = -1;
    }
    const row = this.#active.row >= 0 ? this.#active.row : this.#rows.top;
    this.#tabbed = this.#rows.at(row, this.#active.column) ?? null;
    if (this.#tabbed) {
      this.#tabbed.tabIndex = 0;
    }
  }

  #focused(element) {
    const place = this.#rows.find(element);
    if (place) {
      this.#active = { row: place.row, column: place.column };
      this.#stop();
    }
  }

  /** The height that is left for rows below what stays at the top. */
  #room() {
    return this.element.clientHeight - this.head.offsetHeight - this.#rows.places.headingHeight;
  }

  #go(row, column) {
    const last = this.#shown.rows.length - 1;
    if (last < 0) {
      return;
    }
    const { places } = this.#rows;
    this.#active = {
      row: Math.max(0, Math.min(last, row)),
      column: Math.max(0, Math.min(this.#shown.columns.length, column)),
    };
    const top = places.top(this.#active.row) - places.headingHeight;
    const lowest = top + places.rowHeight - this.#room();
    this.element.scrollTop = Math.min(top, Math.max(lowest, this.element.scrollTop));
    this.#draw();
    const cell = this.#rows.at(this.#active.row, this.#active.column);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #key(event) {
    const place = this.#rows.find(event.target);
    if (!place || event.altKey || event.metaKey) {
      return;
    }
    const { row, column } = place;
    const forward = getComputedStyle(this.grid).direction === "rtl" ? -1 : 1;
    const page = Math.max(1, Math.floor(this.#room() / this.#rows.places.rowHeight) - 1);
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
    const place = this.#rows.find(event.target);
    if (place && place.column > 0) {
      if (what === "open") {
        this.#focused(place.element);
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
