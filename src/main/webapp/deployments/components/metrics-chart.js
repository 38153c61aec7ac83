import { svg } from "../core/dom.js";

/*
 * Small drawings in SVG. What is computed is apart from what is drawn. A drawing is an image with a name; the same numbers stand in a
 * table beside it. Time goes in the direction of reading: in a page from right to left the styles mirror it.
 */

/**
 * Where the points of a line are.
 *
 * @param {(number | null)[]} values `null` where there is none
 * @param {{width: number, height: number, pad: number, top?: number}} box top: the value at the upper edge, unless a larger one is there
 * @returns {{x: number, y: number, value: number, index: number}[][]} runs of points without a gap between
 */
export function runs(values, { width, height, pad, top = 0 }) {
  const most = Math.max(top, ...values.filter((value) => value !== null)) || 1;
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0;
  const found = [];
  let run = null;
  values.forEach((value, index) => {
    if (value === null) {
      run = null;
      return;
    }
    if (run === null) {
      run = [];
      found.push(run);
    }
    const x = values.length > 1 ? pad + index * step : width / 2;
    run.push({ x: round(x), y: round(height - pad - (value / most) * (height - 2 * pad)), value, index });
  });
  return found;
}

/** The same as what `<path d>` takes. */
export function path(run) {
  return run.map((point, at) => `${at === 0 ? "M" : "L"}${point.x} ${point.y}`).join("");
}

/**
 * Where the bars of a histogram are. Bars that are not empty can always be seen.
 *
 * @param {number[]} counts
 */
export function columns(counts, { width, height, gap }) {
  const most = Math.max(1, ...counts);
  const each = width / counts.length;
  return counts.map((count, index) => {
    const tall = count === 0 ? 0 : Math.max(2, (count / most) * height);
    return { x: round(index * each + gap / 2), y: round(height - tall), width: round(each - gap), height: round(tall), count };
  });
}

function round(number) {
  return Math.round(number * 10) / 10;
}

const LINE = { width: 280, height: 64, pad: 6 };

/**
 * A trend.
 *
 * @param {{value: number | null, few: boolean, label: string}[]} points label: what is shown of a point that is pointed at
 * @param {string} name for who cannot see it
 * @param {number} [top]
 */
export function line(points, name, top) {
  const drawn = runs(
    points.map((point) => point.value),
    { ...LINE, top },
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${LINE.width} ${LINE.height}`, class: "dg-plot dg-plot--line", role: "img", "aria-label": name, focusable: "false" },
    svg("path", { class: "dg-plot__base", d: `M${LINE.pad} ${LINE.height - LINE.pad}H${LINE.width - LINE.pad}` }),
    drawn.filter((run) => run.length > 1).map((run) => svg("path", { class: "dg-plot__line", d: path(run) })),
    drawn.flat().map((point) =>
      svg(
        "circle",
        { class: ["dg-plot__point", points[point.index].few && "dg-plot__point--few"], cx: point.x, cy: point.y, r: 3 },
        svg("title", {}, points[point.index].label),
      ),
    ),
  );
}

const BARS = { width: 280, height: 56, gap: 4 };

/**
 * A distribution.
 *
 * @param {{count: number, mark: string, label: string}[]} bars mark: below the bar; label: what is shown of one that is pointed at
 */
export function histogram(bars, name) {
  const drawn = columns(
    bars.map((bar) => bar.count),
    BARS,
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${BARS.width} ${BARS.height + 16}`, class: "dg-plot dg-plot--bars", role: "img", "aria-label": name, focusable: "false" },
    svg("path", { class: "dg-plot__base", d: `M0 ${BARS.height}H${BARS.width}` }),
    drawn.map((bar, index) => [
      svg(
        "rect",
        { class: "dg-plot__bar", x: bar.x, y: bar.y, width: bar.width, height: bar.height },
        svg("title", {}, bars[index].label),
      ),
      svg("text", { class: "dg-plot__mark", x: bar.x + bar.width / 2, y: BARS.height + 12, "text-anchor": "middle" }, bars[index].mark),
    ]),
  );
}

/** Two parts of a whole in a bar. */
export function parts(first, second, name) {
  const width = BARS.width;
  const failed = second === 0 ? 0 : Math.max(3, Math.min(width - 3, round((second / (first + second)) * width)));
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${BARS.height + 16}`, class: "dg-plot dg-plot--parts", role: "img", "aria-label": name, focusable: "false" },
    svg("rect", { class: "dg-plot__good", x: 0, y: 16, width: width - failed, height: 20 }),
    failed > 0 ? svg("rect", { class: "dg-plot__bad", x: width - failed, y: 12, width: failed, height: 28 }) : null,
  );
}
