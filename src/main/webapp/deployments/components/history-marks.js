import { keyed, svg, text } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { among, place } from "./history-model.js";

/*
 * How the marks of the chart are drawn: bars of deployments, several narrow ones as one, holds, and hotfixes. Each kind has a shape
 * of its own, and each version a colour, a pattern and its name.
 */

const BAR = 28;
const SIGN = 16;
/** A letter is about so wide; a bar too narrow for its label has none. */
const LETTER = 7.2;

const PARTS = {
  bar: () => [
    svg("rect", { class: "dg-bar__box", rx: 3 }),
    svg("rect", { class: "dg-bar__pattern", rx: 3 }),
    svg("g", {}),
    svg("text", { class: "dg-bar__label" }),
    svg("g", {}),
  ],
  cluster: () => [svg("rect", { class: "dg-bar__box", rx: 3 }), svg("text", { class: "dg-bar__label" }), svg("g", {})],
  hold: () => [svg("rect", { class: "dg-hold__box" }), svg("g", {})],
  hotfix: () => [svg("line", { class: "dg-hotfix__line" }), svg("g", {})],
};

/** The element of a mark, to be drawn yet. */
export function makeMark({ kind }) {
  return svg("g", { role: "button", "aria-haspopup": kind === "cluster" ? null : "dialog", class: `dg-mark dg-mark--${kind}` }, PARTS[kind]());
}

/**
 * Draws a mark, or draws it anew.
 *
 * @param {SVGGElement} element made by `makeMark`
 * @param mark as the chart has it
 * @param {{period: object, width: number, height: number, id: string, looks: Map, version: string}} chart height: of its lane; id:
 *     what the ids of patterns begin with
 */
export function drawMark(element, mark, chart) {
  const top = chart.height - BAR - 8;
  ({ bar, cluster, hold, hotfix })[mark.kind](element, mark, chart, top);
}

function box(rect, x, y, width, height) {
  for (const [name, value] of Object.entries({ x, y, width: Math.max(width, 1), height })) {
    rect.setAttribute(name, Math.round(value * 10) / 10);
  }
}

function line(element, x1, x2, y1, y2) {
  for (const [name, value] of Object.entries({ x1, x2, y1, y2 })) {
    element.setAttribute(name, Math.round(value * 10) / 10);
  }
}

function bar(element, { x, width, span }, chart, top) {
  const { period, looks, version } = chart;
  const [back, pattern, stages, label, signs] = element.children;
  const look = looks.get(span.deployment.version);
  const other = version !== "" && span.deployment.version !== version;
  const at = (instant) => place(instant, period, chart.width);
  element.setAttribute("class", `dg-mark dg-mark--bar dg-look--${look.color}${other ? " dg-mark--other" : ""}`);
  box(back, x + 0.5, top, width - 1, BAR);
  box(pattern, x + 0.5, top, width - 1, BAR);
  pattern.setAttribute("fill", `url(#${chart.id}-${look.pattern})`);
  keyed(
    stages,
    span.stages.filter((stage) => stage.to >= period.from && stage.from <= period.to),
    ({ state }) => state,
    ({ state }) => svg("line", { class: `dg-stage dg-stage--${state}` }),
    (one, stage) => {
      const begin = Math.min(Math.max(x + 2, at(stage.from)), x + width - 2);
      line(one, begin, Math.max(Math.min(x + width - 2, at(stage.to)), begin + 0.5), top + BAR - 3, top + BAR - 3);
    },
  );
  const came = span.rollback ? "rollback" : span.hotfix ? "hotfix" : null;
  const failed = span.failedAt !== null && span.failedAt >= period.from && span.failedAt <= period.to;
  const failure = failed ? Math.min(Math.max(at(span.failedAt) - SIGN / 2, x + (came ? SIGN : 0)), Math.max(x + width - SIGN - 3, x)) : 0;
  drawSigns(signs, [came && [came, x + 2, top + 4], failed && ["failed", failure, top + 4]].filter(Boolean));
  const begin = x + (came ? SIGN + 6 : 7);
  const after = failed && failure - begin > LETTER * 3 ? failure : x + width;
  const start = failed && after !== failure ? Math.max(begin, failure + SIGN + 3) : begin;
  write(label, span.deployment.version, start, after - start - 4, top);
}

function write(label, words, x, room, top) {
  const fits = Math.floor(room / LETTER);
  text(label, fits >= words.length ? words : fits >= 4 ? `${words.slice(0, fits - 1)}…` : "");
  label.setAttribute("x", x);
  label.setAttribute("y", top + BAR / 2 + 3);
}

function cluster(element, { x, width, count, spans }, chart, top) {
  const [back, label, signs] = element.children;
  const found = Object.entries(among(spans)).filter(([, times]) => times > 0);
  box(back, x + 0.5, top, width - 1, BAR);
  // Signs stand in the bar where they have room, else over it: that something failed is not left out.
  const begin = Math.max(0, Math.min(x + 2, x + (width - SIGN * found.length) / 2));
  drawSigns(signs, found.map(([name], index) => [name, begin + index * SIGN, top + 4]));
  const taken = found.length === 0 ? 4 : SIGN * found.length + 6;
  write(label, `${count}×`, x + taken, Math.max(width - taken - 2, 0), top + 1);
}

function hold(element, { hold: { from, to } }, chart, top) {
  const [back, signs] = element.children;
  const begin = Math.max(0, place(from, chart.period, chart.width));
  const end = Math.min(chart.width, place(to, chart.period, chart.width));
  back.setAttribute("fill", `url(#${chart.id}-hold)`);
  box(back, begin, top - 11, Math.max(end - begin, 3), 8);
  drawSigns(signs, [["hold", Math.max(0, Math.min(begin, chart.width - SIGN)), top - 15]]);
}

function hotfix(element, { hotfix: { at } }, chart, top) {
  const [stem, signs] = element.children;
  const x = place(at, chart.period, chart.width);
  line(stem, x, x, top, top + BAR);
  drawSigns(signs, [["hotfix", Math.max(0, Math.min(x - SIGN / 2, chart.width - SIGN)), top - 15]]);
}

function drawSigns(parent, signs) {
  keyed(
    parent,
    signs,
    ([name]) => name,
    ([name]) => {
      const sign = icon(name);
      sign.setAttribute("width", SIGN);
      sign.setAttribute("height", SIGN);
      return svg("g", { class: `dg-sign dg-sign--${name}` }, svg("circle", { r: SIGN / 2 + 1, cx: SIGN / 2, cy: SIGN / 2 }), sign);
    },
    (element, [, x, y]) => element.setAttribute("transform", `translate(${Math.round(x * 10) / 10} ${y})`),
  );
}
