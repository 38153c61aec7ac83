import { h, keyed, svg, text } from "../core/dom.js";
import { drawMark, makeMark } from "./history-marks.js";
import { bars, instantAt, nearest, place, ticks } from "./history-model.js";
import { nameOf } from "./history-names.js";

/*
 * The chart: lanes of bars. It is one stop of Tab; within it arrows go from mark to mark. Everything in it is drawn anew when the
 * period changes, but what stays is the same element, so that focus stays too.
 */

const AXIS = 28;
const LANE = 52;
const NAMED = 76;
const PATTERNS = [[], ["M-2 2l4-4", "M0 8l8-8", "M6 10l4-4"], ["M4 2v4"], ["M-2 6l4 4", "M0 0l8 8", "M6-2l4 4"], ["M2 0v8"]];
let charts = 0;

/**
 * Dispatches `open` and `hover` (`detail`: a mark and its element; `null` when it is left), `move` (a share of the period), `zoom`
 * (`factor` and the instant `around` which), `show` (an instant), `range` (`from` and `to`) and `whole`.
 */
export class Chart extends EventTarget {
  #texts;
  #id = `dg-history-${++charts}`;
  #element;
  #drawing;
  #grid;
  #axis;
  #lanes;
  #line;
  #state = null;
  #marks = [];
  #focused = null;
  /** The click at the end of brushing opens nothing. */
  #brushed = false;

  /** @param {import("../core/i18n.js").Texts} texts */
  constructor(texts) {
    super();
    this.#texts = texts;
    this.#grid = svg("g", { class: "dg-chart__grid", "aria-hidden": "true" });
    this.#axis = svg("g", { class: "dg-chart__axis", "aria-hidden": "true" });
    this.#lanes = svg("g", {});
    this.#line = svg("line", { class: "dg-chart__at", "aria-hidden": "true" });
    this.#drawing = svg(
      "svg",
      { class: "dg-chart" },
      svg("defs", {}, PATTERNS.map((paths, index) => this.#pattern(paths, index)), this.#hatching()),
      this.#grid,
      this.#axis,
      this.#lanes,
      this.#line,
    );
    // Around it, as a drawing that listens would be a stop of Tab itself.
    this.#element = h(
      "div",
      {
        role: "group",
        "aria-label": texts.t("history.chart"),
        on: {
          keydown: (event) => this.#key(event),
          wheel: (event) => this.#wheel(event),
          pointerdown: (event) => this.#drag(event),
          click: (event) => !this.#brushed && this.#open(event.target),
          pointerover: (event) => this.#hover(event),
          focusin: (event) => this.#focus(event.target),
        },
      },
      this.#drawing,
    );
  }

  get element() {
    return this.#element;
  }

  #pattern(paths, index) {
    return svg(
      "pattern",
      { id: `${this.#id}-${index}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      paths.map((d) => svg("path", { d, class: "dg-chart__pattern" })),
    );
  }

  #hatching() {
    return svg(
      "pattern",
      { id: `${this.#id}-hold`, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
      svg("path", { d: "M-1 1l2-2M0 6l6-6M5 7l2-2", class: "dg-chart__hatching" }),
    );
  }

  /**
   * Draws.
   *
   * @param {{lanes: object[], looks: Map<string, object>, period: {from: number, to: number}, width: number, now: number,
   *     version: string, at: number | null, named: boolean}} state named: whether the names of lanes are above them
   */
  show(state) {
    this.#state = state;
    const { lanes, width, period } = state;
    const height = AXIS + lanes.length * this.laneHeight;
    this.#drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#drawing.setAttribute("width", width);
    this.#drawing.setAttribute("height", height);
    this.#scale(height);
    this.#marks = lanes.map((lane) => this.#marksOf(lane));
    keyed(
      this.#lanes,
      lanes.map((lane, index) => ({ lane, index })),
      ({ lane }) => lane.key,
      () => svg("g", { role: "group" }, svg("rect", { class: "dg-chart__lane" }), svg("g", {})),
      (element, { lane, index }) => this.#lane(element, lane, index),
    );
    const line = state.at === null || state.at < period.from || state.at > period.to ? null : place(state.at, period, width);
    this.#line.toggleAttribute("hidden", line === null);
    for (const [name, value] of Object.entries({ x1: line ?? 0, x2: line ?? 0, y1: AXIS - 8, y2: height })) {
      this.#line.setAttribute(name, value);
    }
    this.#roving();
  }

  get laneHeight() {
    return this.#state?.named ? NAMED : LANE;
  }

  get axisHeight() {
    return AXIS;
  }

  #scale(height) {
    const { period, width } = this.#state;
    const found = ticks(period, width, 66);
    const x = ({ at }) => Math.round(place(at, period, width)) + 0.5;
    keyed(
      this.#grid,
      found,
      ({ at }) => String(at),
      () => svg("line", { y1: AXIS - 6 }),
      (line, tick) => {
        line.setAttribute("x1", x(tick));
        line.setAttribute("x2", x(tick));
        line.setAttribute("y2", height);
      },
    );
    keyed(
      this.#axis,
      found.filter((tick) => x(tick) < width - 44),
      ({ at }) => String(at),
      () => svg("text", { y: AXIS - 11 }),
      (label, tick) => {
        label.setAttribute("x", x(tick) + 4);
        text(label, this.#time(tick));
      },
    );
  }

  #time({ at, unit }) {
    const how = {
      minute: { hour: "2-digit", minute: "2-digit" },
      day: { day: "numeric", month: "short" },
      month: { day: "numeric", month: "short" },
      year: { month: "short", year: "numeric" },
    }[unit];
    return new Intl.DateTimeFormat(this.#texts.locale, how).format(at);
  }

  /** What one can go to in a lane, in the order of time. */
  #marksOf(lane) {
    const { period, width } = this.#state;
    const inside = ({ at }) => at >= period.from && at <= period.to;
    return [
      ...bars(lane.bars, period, width).map((bar) => ({
        ...bar,
        kind: bar.count > 0 ? "cluster" : "bar",
        key: bar.count > 0 ? `cluster ${bar.span.id}` : `bar ${bar.span.id}`,
        at: Math.max(bar.span.from, period.from),
      })),
      ...lane.holds
        .filter((hold) => hold.to >= period.from && hold.from <= period.to)
        .map((hold) => ({ kind: "hold", key: hold.id, at: Math.max(hold.from, period.from), hold })),
      ...lane.hotfixes.filter(inside).map((hotfix) => ({ kind: "hotfix", key: hotfix.id, at: hotfix.at, hotfix })),
    ]
      .map((mark) => ({ ...mark, lane }))
      .sort((a, b) => a.at - b.at);
  }

  #lane(element, lane, index) {
    const height = this.laneHeight;
    element.setAttribute("aria-label", lane.name);
    element.setAttribute("transform", `translate(0 ${AXIS + index * height})`);
    const [back, marks] = element.children;
    back.setAttribute("width", this.#state.width);
    back.setAttribute("height", height);
    keyed(
      marks,
      this.#marks[index],
      ({ key }) => key,
      makeMark,
      (one, mark) => {
        one.setAttribute("aria-label", nameOf(mark, this.#texts));
        drawMark(one, mark, { ...this.#state, height, id: this.#id });
      },
    );
  }

  #markOf(element) {
    const owner = element.closest?.(".dg-mark");
    if (!owner) {
      return null;
    }
    for (const marks of this.#marks) {
      const mark = marks.find((one) => one.key === owner.dataset.key);
      if (mark && owner.closest("[data-key]:not(.dg-mark)")?.dataset.key === mark.lane.key) {
        return mark;
      }
    }
    return null;
  }

  #elementOf(mark) {
    const lane = [...this.#lanes.children].find((one) => one.dataset.key === mark.lane.key);
    return lane && [...lane.lastElementChild.children].find((one) => one.dataset.key === mark.key);
  }

  /** One of the marks is a stop of Tab: where the focus was last, else the newest in the first lane that has any. */
  #roving() {
    const all = this.#marks.flat();
    const same = all.find((mark) => mark.key === this.#focused?.key && mark.lane.key === this.#focused.lane.key);
    this.#focused = same ?? this.#marks.find((marks) => marks.length > 0)?.at(-1) ?? null;
    for (const one of this.#lanes.querySelectorAll(".dg-mark")) {
      one.setAttribute("tabindex", "-1");
    }
    if (this.#focused) {
      this.#elementOf(this.#focused)?.setAttribute("tabindex", "0");
    }
  }

  #focus(element) {
    const mark = this.#markOf(element);
    if (mark) {
      this.#focused = mark;
      this.#roving();
    }
  }

  /** Puts the focus on the mark that had it last. */
  focus() {
    if (this.#focused) {
      this.#elementOf(this.#focused)?.focus();
    }
  }

  #open(element) {
    const mark = this.#markOf(element);
    if (mark?.kind === "cluster") {
      const [first, last] = [mark.spans[0], mark.spans.at(-1)];
      this.#tell("range", { from: first.from, to: last.to });
    } else if (mark) {
      this.#focused = mark;
      this.#roving();
      this.#tell("open", { mark, element: this.#elementOf(mark) });
    }
  }

  #hover(event) {
    const mark = event.pointerType === "touch" ? null : this.#markOf(event.target);
    this.#tell("hover", mark && mark.kind !== "cluster" ? { mark, element: this.#elementOf(mark) } : null);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const mark = this.#focused;
    const keys = {
      "+": () => this.#tell("zoom", { factor: 0.5, around: mark?.at }),
      "=": () => this.#tell("zoom", { factor: 0.5, around: mark?.at }),
      "-": () => this.#tell("zoom", { factor: 2, around: mark?.at }),
      0: () => this.#tell("whole"),
      ArrowLeft: () => (event.shiftKey ? this.#tell("move", -0.25) : this.#go(-1)),
      ArrowRight: () => (event.shiftKey ? this.#tell("move", 0.25) : this.#go(1)),
      ArrowUp: () => this.#change(-1),
      ArrowDown: () => this.#change(1),
      Home: () => this.#end(0),
      End: () => this.#end(-1),
      PageUp: () => this.#tell("move", -1),
      PageDown: () => this.#tell("move", 1),
      Enter: () => this.#open(event.target),
      " ": () => this.#open(event.target),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  #step(mark) {
    if (mark) {
      this.#focused = mark;
      this.#roving();
      this.focus();
    }
  }

  /** To the next mark of the lane; beyond the last in sight the chart moves on. */
  #go(by) {
    const mark = this.#focused;
    const marks = mark ? this.#marks.find((list) => list.some((one) => one.lane.key === mark.lane.key)) : null;
    if (!marks) {
      return;
    }
    const to = marks[marks.findIndex((one) => one.key === mark.key) + by];
    if (to) {
      this.#step(to);
      return;
    }
    const beyond = mark.lane.bars.filter((bar) => (by < 0 ? bar.to < this.#state.period.from : bar.from > this.#state.period.to));
    const bar = by < 0 ? beyond.at(-1) : beyond[0];
    if (bar) {
      this.#focused = { ...mark, key: `bar ${bar.id}` };
      this.#tell("show", by < 0 ? bar.to : bar.from);
      this.focus();
    }
  }

  #change(by) {
    const from = this.#marks.findIndex((marks) => marks.some((one) => one.lane.key === this.#focused?.lane.key));
    for (let index = from + by; index >= 0 && index < this.#marks.length; index += by) {
      if (this.#marks[index].length > 0) {
        this.#step(nearest(this.#marks[index], this.#focused.at));
        return;
      }
    }
  }

  #end(index) {
    this.#step(this.#marks.find((marks) => marks.some((one) => one.lane.key === this.#focused?.lane.key))?.at(index));
  }

  #x(event) {
    return event.clientX - this.#drawing.getBoundingClientRect().left;
  }

  /** With Ctrl the wheel zooms, as does a pinch on a touch pad; without it the page scrolls as always. */
  #wheel(event) {
    if (event.ctrlKey) {
      event.preventDefault();
      const around = instantAt(this.#x(event), this.#state.period, this.#state.width);
      this.#tell("zoom", { factor: Math.exp(Math.min(Math.max(event.deltaY, -100), 100) / 250), around });
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.#tell("move", event.deltaX / this.#state.width);
    }
  }

  /** Dragging over the chart brushes: what is between is shown. */
  #drag(event) {
    if (event.button !== 0 || event.pointerType === "touch") {
      return;
    }
    this.#brushed = false;
    const start = this.#x(event);
    const brush = svg("rect", { class: "dg-chart__brush", y: AXIS, height: this.#state.lanes.length * this.laneHeight });
    const listening = new AbortController();
    const { signal } = listening;
    const span = (at) => [Math.max(0, Math.min(start, at)), Math.min(this.#state.width, Math.max(start, at))];
    const move = (moved) => {
      const [from, to] = span(this.#x(moved));
      brush.setAttribute("x", from);
      brush.setAttribute("width", to - from);
      if (to - from > 4 && !brush.isConnected) {
        this.#drawing.append(brush);
      }
    };
    const finish = (ended) => {
      listening.abort();
      const brushed = brush.isConnected;
      brush.remove();
      const [from, to] = span(this.#x(ended));
      if (brushed && ended.type === "pointerup" && to - from > 4) {
        this.#brushed = true;
        const { period, width } = this.#state;
        this.#tell("range", { from: instantAt(from, period, width), to: instantAt(to, period, width) });
      }
    };
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", finish, { signal });
    addEventListener("pointercancel", finish, { signal });
  }
}
