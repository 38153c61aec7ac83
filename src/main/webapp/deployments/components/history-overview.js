import { fill, h, svg } from "../core/dom.js";
import { bars, instantAt, panned, place, resized, within } from "./history-model.js";

const HEIGHT = 44;
/** So many lanes are drawn; more would be thinner than a pixel. */
const MOST = 12;

/**
 * All of what is loaded, small, and in it a window onto what the chart shows: its ends can be dragged or moved by keyboard, as can
 * the whole of it. Dispatches `change` (`detail`: a period).
 */
export class Overview extends EventTarget {
  #texts;
  #element;
  #drawing = svg("svg", { class: "dg-overview__drawing", "aria-hidden": "true", preserveAspectRatio: "none" });
  #window;
  #handles;
  #bounds = null;
  #period = null;

  /** @param {import("../core/i18n.js").Texts} texts */
  constructor(texts) {
    super();
    this.#texts = texts;
    this.#window = this.#slider("window");
    this.#handles = { from: this.#slider("from"), to: this.#slider("to") };
    this.#element = h(
      "div",
      { class: "dg-overview", role: "group", "aria-label": texts.t("history.overview"), on: { pointerdown: (event) => this.#begin(event) } },
      this.#drawing,
      this.#window,
      this.#handles.from,
      this.#handles.to,
    );
  }

  get element() {
    return this.#element;
  }

  #slider(end) {
    return h("div", {
      class: `dg-overview__${end}`,
      role: "slider",
      tabindex: "0",
      "aria-label": this.#texts.t(`history.overview.${end}`),
      on: { keydown: (event) => this.#key(event, end) },
    });
  }

  show({ lanes, looks, bounds, period }) {
    this.#bounds = bounds;
    this.#period = period;
    const shown = lanes.slice(0, MOST);
    const height = HEIGHT / Math.max(shown.length, 4);
    this.#drawing.setAttribute("viewBox", `0 0 1000 ${HEIGHT}`);
    fill(
      this.#drawing,
      shown.map((lane, index) =>
        bars(lane.bars, bounds, 1000).map(({ x, width, span, count }) =>
          svg("rect", {
            x,
            y: index * height + 1,
            width: Math.max(width - 1, 1),
            height: Math.max(height - 2, 1),
            class: ["dg-overview__bar", count === 0 && `dg-look--${looks.get(span.deployment.version).color}`],
          }),
        ),
      ),
    );
    const share = (at) => `${(place(at, bounds, 100)).toFixed(3)}%`;
    this.#window.style.left = share(period.from);
    this.#window.style.inlineSize = `${(((period.to - period.from) / (bounds.to - bounds.from)) * 100).toFixed(3)}%`;
    this.#handles.from.style.left = share(period.from);
    this.#handles.to.style.left = share(period.to);
    const range = this.#texts.t("history.period", { from: this.#texts.moment(period.from), to: this.#texts.moment(period.to) });
    this.#value(this.#window, (period.from + period.to) / 2, range);
    this.#value(this.#handles.from, period.from, this.#texts.moment(period.from));
    this.#value(this.#handles.to, period.to, this.#texts.moment(period.to));
  }

  #value(slider, at, words) {
    const minutes = (instant) => String(Math.round(instant / 60000));
    slider.setAttribute("aria-valuemin", minutes(this.#bounds.from));
    slider.setAttribute("aria-valuemax", minutes(this.#bounds.to));
    slider.setAttribute("aria-valuenow", minutes(at));
    slider.setAttribute("aria-valuetext", words);
  }

  #tell(period) {
    this.dispatchEvent(new CustomEvent("change", { detail: period }));
  }

  #key(event, end) {
    const step = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageUp: 0.1, PageDown: -0.1, Home: -1, End: 1 }[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    this.#tell(this.#moved(end, this.#period, (this.#bounds.to - this.#bounds.from) * step));
  }

  /** A period of which one end, or the whole, is moved on by so many milliseconds. */
  #moved(end, period, by) {
    return end === "window"
      ? panned(period, by / (period.to - period.from), this.#bounds)
      : resized(period, end, period[end] + by, this.#bounds);
  }

  #at(event) {
    const box = this.#element.getBoundingClientRect();
    return instantAt(event.clientX - box.left, this.#bounds, box.width);
  }

  #begin(event) {
    if (event.button !== 0) {
      return;
    }
    const start = this.#at(event);
    const grabbed = this.#period;
    const end = event.target === this.#handles.from ? "from" : event.target === this.#handles.to ? "to" : event.target === this.#window ? "window" : null;
    event.preventDefault();
    if (end) {
      event.target.focus();
    }
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener(
      "pointermove",
      (moved) => {
        const at = this.#at(moved);
        this.#tell(end ? this.#moved(end, grabbed, at - start) : within({ from: Math.min(start, at), to: Math.max(start, at) }, this.#bounds));
      },
      { signal },
    );
    const finish = () => listening.abort();
    addEventListener("pointerup", finish, { signal });
    addEventListener("pointercancel", finish, { signal });
  }
}
