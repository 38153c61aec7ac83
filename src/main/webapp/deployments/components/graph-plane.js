import { fill, h, keyed, redraw, svg, text } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { along, down, neighbour } from "./graph-layout.js";
import { isIn } from "./matrix-model.js";

/*
 * The drawn pipeline. Lines are SVG; environments and what is on its way to them are HTML above it, so that their texts behave as
 * texts do. Places are along the text and not from the left, and the lines are mirrored, so that right-to-left works. For keyboards the
 * environments are one stop of the Tab key, with arrows within.
 */

/** What a sixteenth of the size of letters is in CSS. */
const length = (value) => `${value / 16}rem`;

/** In the same: narrower windows have no room for a pipeline along the text; a taller one is better drawn so. */
const NARROW = 640;
const TALL = 1600;

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** Everything about an environment in words. */
export function nameOf(cell, texts) {
  const parts = [cell.environment, cell.tier];
  if (cell.version === null) {
    parts.push(texts.t("status.NONE"));
  } else {
    parts.push(cell.version, texts.t(`status.${cell.status}`), texts.t("matrix.for", { age: texts.duration(Date.now() - Date.parse(cell.since)) }));
  }
  for (const mark of marksOf(cell)) {
    parts.push(texts.t(`matrix.mark.${mark}`, { count: cell.waiting }));
  }
  return parts.join(", ");
}

/** What is said of an environment here; that something newer is upstream is drawn as such. */
export function marksOf(cell) {
  return ["hold", "drifted", "outOfBand", "offLine"].filter((mark) => isIn(cell, mark));
}

/** The sign of what stops a release. */
export function signOf(stop) {
  return { PASSED: "approve", WAITING: "waiting", REFUSED: "refuse" }[stop?.verdict] ?? "newer";
}

/** Dispatches `choose` (`detail`: the name of an environment). */
export class Plane extends EventTarget {
  #texts;
  #cells = [];
  #ways = new Map();
  #drawn = null;
  #layout = "";
  #active = null;
  #chosen = null;
  #address;

  /**
   * @param {import("../core/i18n.js").Texts} texts
   * @param {(way: object) => string | null} address where something on its way leads
   */
  constructor(texts, address) {
    super();
    this.#texts = texts;
    this.#address = address;
    this.lines = svg("svg", { class: "dg-graph__lines", "aria-hidden": "true", focusable: "false" });
    this.nodes = h("div", { role: "group", class: "dg-graph__nodes", "aria-describedby": "dg-graph-keys" });
    this.chips = h("div", { class: "dg-graph__chips" });
    this.plane = h("div", { class: "dg-graph__plane" }, this.lines, this.nodes, this.chips);
    this.element = h(
      "div",
      { class: "dg-graph__frame" },
      h("p", { id: "dg-graph-keys", class: "dg-unseen" }, texts.t("graph.keys")),
      this.plane,
    );
    this.nodes.addEventListener("keydown", (event) => this.#key(event));
    this.nodes.addEventListener("focusin", (event) => this.#reach(event.target.closest(".dg-graph__node")?.dataset.key));
    this.resize = new ResizeObserver(() => this.#draw());
  }

  close() {
    this.resize.disconnect();
  }

  /**
   * Shows a pipeline.
   *
   * @param {string} application
   * @param {object[]} cells of `graph-cells.js`
   * @param {Map<string, object>} ways what is on its way, by where to
   * @param {string | null} chosen
   */
  show(application, cells, ways, chosen) {
    this.nodes.setAttribute("aria-label", this.#texts.t("graph.name", { application }));
    this.#cells = cells;
    this.#ways = ways;
    this.#chosen = chosen;
    // Around it, and not itself: what is drawn downwards shares its room with others.
    this.resize.observe(this.element.parentElement);
    this.#draw();
  }

  #draw() {
    const around = this.element.parentElement.clientWidth;
    if (this.#cells.length === 0 || around === 0) {
      return;
    }
    const coming = new Set(this.#ways.keys());
    const room = (16 * around) / parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wide = along(this.#cells, coming);
    const tall = down(this.#cells, coming);
    // What is neither wide nor tall enough for its window is rather scrolled along it, unless the window is narrow.
    const isWide = wide.width <= room || (room >= NARROW && tall.height > TALL);
    this.#drawn = isWide ? wide : tall;
    this.plane.classList.toggle("dg-graph__plane--down", !isWide);
    const layout = JSON.stringify([this.#drawn.width, this.#drawn.height, this.#drawn.edges]);
    if (layout !== this.#layout) {
      this.#layout = layout;
      this.#edges(coming);
    }
    keyed(
      this.nodes,
      this.#cells,
      (cell) => cell.environment,
      () => this.#node(),
      (element, cell) => this.#place(element, cell),
    );
    keyed(
      this.chips,
      [...this.#ways.values()],
      (way) => way.to,
      (way) => h(this.#address(way) ? "a" : "span", { class: "dg-graph__chip" }),
      (element, way) => this.#chip(element, way),
    );
    this.#reach(this.#drawn.nodes.has(this.#active) ? this.#active : this.#chosen ?? this.#cells[0].environment);
  }

  #edges(coming) {
    const { width, height, edges } = this.#drawn;
    this.plane.style.inlineSize = this.plane.classList.contains("dg-graph__plane--down") ? "100%" : length(width);
    this.plane.style.blockSize = length(height);
    this.lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.lines.style.inlineSize = length(width);
    this.lines.style.blockSize = length(height);
    fill(
      this.lines,
      edges.map(({ line, tip, to }) => [
        svg("path", { class: ["dg-graph__line", coming.has(to) && "dg-graph__line--busy"], d: line }),
        tip && svg("path", { class: ["dg-graph__tip", coming.has(to) && "dg-graph__tip--busy"], d: arrow(tip) }),
      ]),
    );
  }

  #node() {
    const element = h(
      "button",
      { type: "button", tabindex: "-1", on: { click: () => this.dispatchEvent(new CustomEvent("choose", { detail: element.dataset.key })) } },
      h("span", { class: "dg-graph__head" }, h("bdi", { class: "dg-graph__environment" }), h("span", { class: "dg-graph__marks" })),
      h("span", { class: "dg-graph__tier dg-quiet" }, h("bdi")),
      h("span", { class: "dg-graph__release" }, h("span"), h("bdi", { class: "dg-graph__version" })),
      h("span", { class: "dg-graph__more dg-quiet" }),
    );
    return element;
  }

  #place(element, cell) {
    const [head, tier, release] = element.children;
    const isChosen = cell.environment === this.#chosen;
    const { x, y } = this.#drawn.nodes.get(cell.environment);
    element.className = `dg-graph__node dg-graph__node--${cell.shape}`;
    element.style.insetInlineStart = length(x);
    element.style.insetBlockStart = length(y);
    element.setAttribute("aria-pressed", String(isChosen));
    text(head.firstChild, cell.environment);
    text(tier.firstChild, cell.tier);
    sign(release.firstChild, cell.shape);
    text(release.lastChild, cell.version ?? this.#texts.t("status.NONE"));
    release.lastChild.classList.toggle("dg-quiet", cell.version === null);
    const marks = marksOf(cell);
    redraw(head.lastChild, marks, () => marks.map((mark) => h("span", { class: `dg-state--${mark}` }, icon(mark))));
    this.#age(element, cell);
  }

  #age(element, cell) {
    text(element.lastChild, cell.since ? `${this.#texts.t(`status.${cell.status}`)}, ${this.#texts.age(cell.since)}` : "");
    const name = nameOf(cell, this.#texts);
    if (element.getAttribute("aria-label") !== name) {
      element.setAttribute("aria-label", name);
    }
  }

  /** Brings ages up to date. */
  refresh() {
    this.#cells.forEach((cell, at) => this.nodes.children[at] && this.#age(this.nodes.children[at], cell));
  }

  #chip(element, way) {
    const { x, y } = this.#drawn.chips.get(way.to);
    const t = (key, values) => this.#texts.t(key, values);
    element.style.insetInlineStart = length(x);
    element.style.insetBlockStart = length(y);
    if (element.localName === "a") {
      element.setAttribute("href", this.#address(way));
    }
    const why = way.stop === null ? t("graph.asking") : way.stop.gate ?? t(`graph.short.${way.stop.verdict}`);
    redraw(element, [way.versions, way.stop?.verdict, why], () => [
      h("span", { class: `dg-graph__release dg-graph__stop--${way.stop?.verdict ?? "NONE"}` }, icon(signOf(way.stop)), h("bdi", { class: "dg-graph__version" }, way.versions.join(", "))),
      h("span", { class: "dg-graph__why" }, why),
      h("span", { class: "dg-unseen" }, t("graph.into", { environment: way.to })),
    ]);
  }

  #reach(environment) {
    for (const element of this.nodes.children) {
      const isIt = element.dataset.key === environment;
      element.tabIndex = isIt ? 0 : -1;
    }
    this.#active = environment;
  }

  #key(event) {
    const from = event.target.closest(".dg-graph__node")?.dataset.key;
    if (!from || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    let to = null;
    if (event.key === "Home") {
      to = this.#cells[0].environment;
    } else if (event.key === "End") {
      to = this.#cells.at(-1).environment;
    } else if (STEPS[event.key]) {
      const [x, y] = STEPS[event.key];
      to = neighbour(this.#drawn.nodes, from, [getComputedStyle(this.plane).direction === "rtl" ? -x : x, y]);
    }
    if (to !== null) {
      event.preventDefault();
      this.#reach(to);
      [...this.nodes.children].find((element) => element.dataset.key === to).focus();
    }
  }
}

/** Puts a sign where another is, if it is another. */
function sign(element, name) {
  element.className = `dg-state--${name}`;
  redraw(element, name, () => icon(name));
}

function arrow([x, y, way]) {
  return way === "along" ? `M${x} ${y}l-7 -4.5v9z` : `M${x} ${y}l-4.5 -7h9z`;
}
