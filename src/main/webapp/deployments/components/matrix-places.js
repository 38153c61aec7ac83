/**
 * Where rows of one height stand below one another, with a heading above each section of them if there are sections: in pixels, from
 * the top of the first. Needs no browser.
 */
export class Places {
  #rows;
  #hasHeadings;
  #sections;
  #heading;

  /**
   * @param {number} count how many rows there are
   * @param {{rows: number}[]} sections how many of them each section has, together all; empty for rows without headings
   * @param {number} rowHeight
   * @param {number} headingHeight
   */
  constructor(count, sections, rowHeight, headingHeight) {
    this.rowHeight = rowHeight;
    this.#hasHeadings = sections.length > 0;
    this.#rows = count;
    this.#heading = this.#hasHeadings ? headingHeight : 0;
    this.#sections = [];
    let first = 0;
    for (const { rows } of this.#hasHeadings ? sections : [{ rows: count }]) {
      this.#sections.push({ first, rows, top: first * rowHeight + this.#sections.length * this.#heading });
      first += rows;
    }
  }

  /** The height of all. */
  get height() {
    return this.#rows * this.rowHeight + this.#sections.length * this.#heading;
  }

  /** The height of a heading; 0 where there are none. */
  get headingHeight() {
    return this.#heading;
  }

  /** Where a row begins. */
  top(row) {
    return row * this.rowHeight + (this.#search((section) => section.first <= row) + 1) * this.#heading;
  }

  /** How many rows and headings stand before a row. */
  before(row) {
    return row + (this.#hasHeadings ? this.#search((section) => section.first <= row) + 1 : 0);
  }

  /** The row at a place; the first one below, where a heading is. */
  rowAt(pixel) {
    const { first, rows, top } = this.#sections[this.#sectionAt(pixel)];
    return first + Math.max(0, Math.min(rows - 1, Math.floor((pixel - top - this.#heading) / this.rowHeight)));
  }

  /** The sections with headings between two places: their numbers, where they begin, and how high they are. */
  sections(from, to) {
    if (!this.#hasHeadings) {
      return [];
    }
    const first = this.#sectionAt(from);
    return this.#sections.slice(first, this.#sectionAt(to) + 1).map(({ first: row, rows, top }, at) => ({
      index: first + at,
      top,
      height: rows * this.rowHeight + this.#heading,
      before: row + first + at,
    }));
  }

  #sectionAt(pixel) {
    return Math.max(0, this.#search((section) => section.top <= pixel));
  }

  /** The last section of which something is true that is true of all before it. */
  #search(isTrue) {
    let low = 0;
    let high = this.#sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isTrue(this.#sections[middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
