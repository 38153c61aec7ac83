/*
 * Where the environments of a pipeline are drawn, and the lines between them: without a browser, so that it can be tested without one. Lengths are sixteenths of the size of letters, so pixels for most people.
 */

export const NODE = { width: 168, height: 96 };
export const CHIP = { width: 112, height: 44 };

/** Between environments side by side; between lines; from a box to the first line; a curve. */
const BESIDE = 24;
const TRACK = 12;
const LEAD = 16;
const CURVE = 6;
/** Lines beside boxes take at most so much room, however many they are. */
const ASIDE = 72;
const SWEEPS = 4;

/** How many steps each environment is away from the start, the longest way counting. */
export function depthsOf(places) {
  const known = new Map(places.map((place) => [place.environment, place]));
  const depths = new Map();
  const depth = (place) => {
    if (!depths.has(place.environment)) {
      const upstream = place.after.filter((name) => known.has(name)).map((name) => depth(known.get(name)) + 1);
      depths.set(place.environment, Math.max(0, ...upstream));
    }
    return depths.get(place.environment);
  };
  places.forEach(depth);
  return depths;
}

/** The least numbers for intervals so that those that meet have different ones. */
function tracksOf(intervals) {
  const tracks = [];
  return intervals.map(({ from, to }) => {
    let track = tracks.findIndex((taken) => taken.every((other) => to < other.from || from > other.to));
    if (track < 0) {
      track = tracks.push([]) - 1;
    }
    tracks[track].push({ from, to });
    return track;
  });
}

/** A line along points, each reached from the last along one axis, with round corners. */
function lineOf(points) {
  const all = points.filter(([x, y], at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    return !before || !after || !((before[0] === x && after[0] === x) || (before[1] === y && after[1] === y));
  });
  const parts = [`M${all[0].join(" ")}`];
  for (let at = 1; at < all.length - 1; at++) {
    const [x, y] = all[at];
    const toward = ([ox, oy]) => {
      const length = Math.abs(ox - x) + Math.abs(oy - y);
      const share = Math.min(CURVE, length / 2) / length;
      return [x + (ox - x) * share, y + (oy - y) * share];
    };
    parts.push(`L${toward(all[at - 1]).join(" ")}`, `Q${x} ${y} ${toward(all[at + 1]).join(" ")}`);
  }
  parts.push(`L${all.at(-1).join(" ")}`);
  return parts.join("");
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Layers of environments, and of places where lines pass between them. */
class Layers {
  constructor(places) {
    const depths = depthsOf(places);
    this.layers = Array.from({ length: Math.max(0, ...[...depths.values()].map((depth) => depth + 1)) }, () => []);
    this.items = new Map();
    for (const place of places) {
      this.#item(place.environment, depths.get(place.environment), true);
    }
    for (const place of places) {
      for (const upstream of place.after.filter((name) => depths.has(name))) {
        this.#connect(upstream, depths.get(upstream), place.environment, depths.get(place.environment));
      }
    }
    this.#order();
    this.#settle();
  }

  #item(key, layer, isNode) {
    if (!this.items.has(key)) {
      const item = { key, layer, isNode, before: [], next: [], y: 0 };
      this.items.set(key, item);
      this.layers[layer].push(item);
    }
    return this.items.get(key);
  }

  /** Lines from one environment to several far away are one as long as they can be. */
  #connect(from, start, to, end) {
    let last = this.items.get(from);
    for (let layer = start + 1; layer <= end; layer++) {
      // No name of an environment has a line break.
      const item = layer === end ? this.items.get(to) : this.#item(`${from}\n${layer}`, layer, false);
      if (!last.next.includes(item)) {
        last.next.push(item);
        item.before.push(last);
      }
      last = item;
    }
  }

  /** Puts what is connected side by side (Sugiyama's barycenters), which leaves few lines that cross. */
  #order() {
    const sort = (layer, neighbours) => {
      const at = new Map();
      layer.forEach((item, index) => {
        const near = item[neighbours];
        at.set(item, near.length === 0 ? index : mean(near.map((one) => this.layers[one.layer].indexOf(one))));
      });
      layer.sort((a, b) => at.get(a) - at.get(b));
    };
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      this.layers.slice(1).forEach((layer) => sort(layer, "before"));
      this.layers.slice(0, -1).reverse().forEach((layer) => sort(layer, "next"));
    }
    this.layers.slice(1).forEach((layer) => sort(layer, "before"));
  }

  /** Puts each as near to the middle of what it is connected with as its neighbours let it. */
  #settle() {
    this.layers.forEach((layer) => this.#apart(layer, layer.map(() => 0)));
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const near = sweep % 2 === 0 ? "before" : "next";
      for (const layer of sweep % 2 === 0 ? this.layers : [...this.layers].reverse()) {
        this.#apart(layer, layer.map((item) => (item[near].length === 0 ? item.y : mean(item[near].map((one) => one.y)))));
      }
    }
    const top = Math.min(...[...this.items.values()].map((item) => item.y - (item.isNode ? NODE.height / 2 : 0)));
    this.items.forEach((item) => {
      item.y = Math.round(item.y - top);
    });
  }

  #apart(layer, wanted) {
    layer.forEach((item, at) => {
      const before = layer[at - 1];
      const room = before ? (item.isNode ? NODE.height / 2 : 0) + (before.isNode ? NODE.height / 2 : 0) + BESIDE : 0;
      item.y = before ? Math.max(wanted[at], before.y + room) : wanted[at];
    });
    const shift = mean(layer.map((item, at) => wanted[at] - item.y));
    layer.forEach((item) => {
      item.y += shift;
    });
  }
}

/** The ways between two layers: which of them share an upright line, and where that is. */
function crossings(layer) {
  const groups = [];
  for (const from of layer) {
    for (const to of from.next) {
      const near = groups.filter((group) => group.from.has(from) || group.to.has(to));
      const group = { from: new Set([from]), to: new Set([to]), ways: [[from, to]] };
      for (const other of near) {
        other.from.forEach((one) => group.from.add(one));
        other.to.forEach((one) => group.to.add(one));
        group.ways.push(...other.ways);
        groups.splice(groups.indexOf(other), 1);
      }
      groups.push(group);
    }
  }
  // One line for all says that each goes to each; where that is not so, each target has its own.
  const shared = groups.flatMap((group) =>
    group.from.size * group.to.size === group.ways.length
      ? [group.ways]
      : [...group.to].map((to) => group.ways.filter((way) => way[1] === to)),
  );
  const bends = shared.filter((ways) => ways.some(([from, to]) => from.y !== to.y));
  const tracks = tracksOf(
    bends.map((ways) => {
      const ys = ways.flat().map((item) => item.y);
      return { from: Math.min(...ys), to: Math.max(...ys) };
    }),
  );
  return {
    count: Math.max(0, ...tracks.map((track) => track + 1)),
    ways: shared.flatMap((ways) => ways.map(([from, to]) => ({ from, to, track: tracks[bends.indexOf(ways)] ?? 0 }))),
  };
}

/**
 * The pipeline along the text, a layer after the other.
 *
 * @param {{environment: string, after: string[]}[]} places upstream before downstream
 * @param {Set<string>} coming the environments with something on its way to them
 * @returns {{width: number, height: number, nodes: Map<string, {x: number, y: number}>, chips: Map<string, {x: number, y: number}>,
 *     edges: {key: string, line: string, tip: [number, number, "along" | "down"] | null, to: string}[]}} corners of boxes that are towards the
 *     start, and lines
 */
export function along(places, coming) {
  const { layers, items } = new Layers(places);
  const nodes = new Map();
  const chips = new Map();
  const edges = [];
  let x = 0;
  layers.forEach((layer, index) => {
    const end = x + NODE.width;
    for (const item of layer) {
      if (item.isNode) {
        nodes.set(item.key, { x, y: item.y - NODE.height / 2 });
      } else {
        edges.push({ key: item.key, line: lineOf([[x, item.y], [end, item.y]]), tip: null, to: item.key });
      }
    }
    const { count, ways } = crossings(layer);
    const chip = layers[index + 1]?.some((item) => coming.has(item.key)) ? CHIP.width + LEAD : 0;
    const next = end + LEAD + Math.max(1, count) * TRACK + chip + LEAD;
    for (const { from, to, track } of ways) {
      const turn = end + LEAD + track * TRACK;
      edges.push({
        key: `${from.key}\n\n${to.key}`,
        line: lineOf([[end, from.y], [turn, from.y], [turn, to.y], [next, to.y]]),
        tip: to.isNode ? [next, to.y, "along"] : null,
        to: to.key,
      });
      if (coming.has(to.key)) {
        chips.set(to.key, { x: next - LEAD - CHIP.width, y: to.y - CHIP.height / 2 });
      }
    }
    x = index === layers.length - 1 ? end : next;
  });
  const bottom = Math.max(0, ...[...items.values()].map((item) => item.y + (item.isNode ? NODE.height / 2 : 0)));
  return { width: x, height: bottom, nodes, chips, edges };
}

/** The pipeline downwards, an environment after the other and the lines at their side: as narrow as it must be. */
export function down(places, coming) {
  const nodes = new Map();
  const chips = new Map();
  const enter = new Map();
  let y = 0;
  for (const { environment } of places) {
    if (coming.has(environment)) {
      chips.set(environment, { x: 0, y });
      enter.set(environment, y + CHIP.height / 2);
      y += CHIP.height + LEAD;
    } else {
      enter.set(environment, y + NODE.height / 4);
    }
    nodes.set(environment, { x: 0, y });
    y += NODE.height + BESIDE;
  }
  const leave = (name) => nodes.get(name).y + (3 * NODE.height) / 4;
  // Those that lead to the same are one line.
  const trunks = new Map();
  for (const { environment } of places) {
    const to = places.filter((place) => place.after.includes(environment)).map((place) => place.environment);
    if (to.length > 0) {
      const key = to.join("\n");
      trunks.set(key, { to, from: [...(trunks.get(key)?.from ?? []), environment] });
    }
  }
  const lines = [...trunks.values()]
    .map(({ from, to }) => ({ from, to, start: leave(from[0]), end: Math.max(...to.map((name) => enter.get(name))) }))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const tracks = tracksOf(lines.map(({ start, end }) => ({ from: start, to: end })));
  const count = Math.max(0, ...tracks.map((track) => track + 1));
  const step = Math.min(TRACK, ASIDE / Math.max(1, count));
  const left = count === 0 ? 0 : LEAD + count * step;
  const edges = lines.flatMap(({ from, to, start, end }, index) => {
    const turn = left - LEAD - tracks[index] * step;
    const way = (key, begin, finish, name, tip) => ({ key, line: lineOf([[left, begin], [turn, begin], [turn, finish], [left, finish]]), tip, to: name });
    const last = to.find((name) => enter.get(name) === end);
    return [
      ...to.map((name) => way(`${from[0]}\n\n${name}`, start, enter.get(name), name, [left, enter.get(name), "along"])),
      ...from.slice(1).map((name) => way(`${name}\n\n${last}`, leave(name), end, last, null)),
    ];
  });
  for (const [name, chip] of chips) {
    const middle = left + NODE.height / 2;
    const top = chip.y + CHIP.height;
    edges.push({ key: `\n\n${name}`, line: lineOf([[middle, top], [middle, top + LEAD]]), tip: [middle, top + LEAD, "down"], to: name });
  }
  for (const box of [...nodes.values(), ...chips.values()]) {
    box.x = left;
  }
  return { width: left + NODE.width, height: Math.max(0, y - BESIDE), nodes, chips, edges };
}

/**
 * The nearest box in a direction, for arrow keys.
 *
 * @param {Map<string, {x: number, y: number}>} nodes
 * @param {string} from
 * @param {[number, number]} direction one of the four steps, such as `[1, 0]` for along the text
 * @returns {string} the same where there is none
 */
export function neighbour(nodes, from, [stepX, stepY]) {
  const here = nodes.get(from);
  let best = from;
  let least = Infinity;
  for (const [name, { x, y }] of nodes) {
    const ahead = (x - here.x) * stepX + (y - here.y) * stepY;
    const aside = Math.abs((x - here.x) * stepY) + Math.abs((y - here.y) * stepX);
    if (ahead > 0 && ahead + 3 * aside < least) {
      least = ahead + 3 * aside;
      best = name;
    }
  }
  return best;
}
