import { shapeOf } from "../core/icons.js";
import { MINUTE } from "../core/time.js";

/*
 * What the history shows, and where in the chart it is: without a browser, so that it can be tested without one. Instants are
 * milliseconds since 1970, places are pixels from the begin of the chart.
 */

export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Nobody needs to see less than this at once. */
const LEAST = 10 * MINUTE;
/** Narrower bars that touch are drawn as one, since nobody could hit them. */
export const NARROW = 6;
/** Colours there are for versions, and patterns; as neither number divides the other, both together repeat late. */
const COLORS = 8;
const PATTERNS = 5;

const instant = (text) => (text === null || text === undefined ? null : Date.parse(text));

/** A period that is within bounds, as long as it was if that is possible. */
export function within({ from, to }, bounds) {
  const length = Math.min(Math.max(to - from, LEAST), bounds.to - bounds.from);
  const begin = Math.min(Math.max(from, bounds.from), bounds.to - length);
  return { from: begin, to: begin + length };
}

/** A period with a `factor` of its length (less than one is closer), in which the instant `around` stays where it was. */
export function zoomed(period, factor, around, bounds) {
  const middle = Math.min(Math.max(around, period.from), period.to);
  const length = Math.max((period.to - period.from) * factor, LEAST);
  const share = (middle - period.from) / (period.to - period.from);
  const from = middle - length * share;
  return within({ from, to: from + length }, bounds);
}

/** A period moved on by a share of its length. */
export function panned(period, share, bounds) {
  const by = (period.to - period.from) * share;
  return within({ from: period.from + by, to: period.to + by }, bounds);
}

/** A period with one of its ends at another instant, the other end where it was. */
export function resized(period, end, at, bounds) {
  return end === "from"
    ? { from: Math.max(bounds.from, Math.min(at, period.to - LEAST)), to: period.to }
    : { from: period.from, to: Math.min(bounds.to, Math.max(at, period.from + LEAST)) };
}

/** The smallest move of a period such that an instant is in it, with some room. */
export function showing(period, at, bounds) {
  const room = (period.to - period.from) * 0.1;
  const by = at < period.from ? at - period.from - room : at > period.to ? at - period.to + room : 0;
  return by === 0 ? period : within({ from: period.from + by, to: period.to + by }, bounds);
}

/** Where an instant is in a chart of this width that shows the period, and the other way round. */
export const place = (at, period, width) => ((at - period.from) / (period.to - period.from)) * width;
export const instantAt = (x, period, width) => period.from + (x / width) * (period.to - period.from);

const STEPS = [
  ["minute", 1],
  ["minute", 5],
  ["minute", 15],
  ["minute", 30],
  ["hour", 1],
  ["hour", 3],
  ["hour", 6],
  ["hour", 12],
  ["day", 1],
  ["day", 2],
  ["day", 7],
  ["month", 1],
  ["month", 3],
  ["year", 1],
  ["year", 5],
];
const LENGTHS = { minute: MINUTE, hour: HOUR, day: DAY, month: 30.4 * DAY, year: 365 * DAY };

/**
 * Where lines are drawn and times written: at round times of the viewer's zone, at least `room` pixels apart.
 *
 * @returns {{at: number, unit: "minute" | "hour" | "day" | "month" | "year"}[]} the unit is the largest that begins there, minutes
 *     being times of day
 */
export function ticks(period, width, room) {
  const length = period.to - period.from;
  const [unit, count] = STEPS.find(([one, times]) => (LENGTHS[one] * times * width) / length >= room) ?? STEPS.at(-1);
  const found = [];
  for (let date = begin(new Date(period.from), unit, count); date.getTime() < period.to; date = next(date, unit, count)) {
    if (date.getTime() >= period.from) {
      found.push({ at: date.getTime(), unit: largest(date) });
    }
  }
  // A month begins when it does: the day before it gives way.
  const apart = (one, other) => ((other.at - one.at) * width) / length;
  return found.filter((tick, index) => index === found.length - 1 || apart(tick, found[index + 1]) >= room * 0.75);
}

function begin(date, unit, count) {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case "year":
      return new Date(year - (year % count), 0, 1);
    case "month":
      return new Date(year, month - (month % count), 1);
    case "day":
      // Weeks begin on Mondays, other days are counted from the first of the month.
      return count === 7 ? new Date(year, month, day - ((date.getDay() + 6) % 7)) : new Date(year, month, day - ((day - 1) % count));
    default:
      return new Date(year, month, day);
  }
}

function next(date, unit, count) {
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case "year":
      return new Date(year + count, 0, 1);
    case "month":
      return new Date(year, month + count, 1);
    case "day": {
      const then = new Date(year, month, day + count);
      return count < 7 && then.getMonth() !== month ? new Date(year, month + 1, 1) : then;
    }
    case "hour":
      // By the clock on the wall, so that hours stay round on days that it is changed.
      return new Date(year, month, day, (Math.floor(date.getHours() / count) + 1) * count);
    default:
      return new Date(date.getTime() + count * MINUTE);
  }
}

function largest(date) {
  if (date.getHours() !== 0 || date.getMinutes() !== 0) {
    return "minute";
  }
  return date.getDate() !== 1 ? "day" : date.getMonth() !== 0 ? "month" : "year";
}

/** What a version looks like: the number of its colour and of its pattern, in the order in which versions came. */
export function looks(deployments) {
  const found = new Map();
  for (const { version } of deployments) {
    if (!found.has(version)) {
      found.set(version, { color: found.size % COLORS, pattern: found.size % PATTERNS });
    }
  }
  return found;
}

/** How a deployment went on: what it was from when until when. Deploying, deployed, verified or failed. */
export function stages(deployment, end) {
  const moves = [
    ["deploying", instant(deployment.createdAt)],
    ["deployed", instant(deployment.completedAt)],
    ["verified", instant(deployment.verifiedAt)],
    ["failed", instant(deployment.failedAt)],
  ].filter(([, at]) => at !== null && at <= end);
  return moves
    .map(([state, from], index) => ({ state, from, to: index + 1 < moves.length ? moves[index + 1][1] : end }))
    .filter((stage) => stage.to > stage.from || stage.state === moves.at(-1)[0]);
}

/**
 * The lanes of a timeline, each with its bars, holds and hotfixes in the order of time.
 *
 * @param answer what the API says
 * @param {{application: string, environments: string[], applications: string[]}} order application: which, or "" for those of an
 *     environment; the lanes that are there whatever happened, in their order
 * @param {number} now until when what has not ended is drawn
 */
export function lanes(answer, { application, environments, applications }, now) {
  const found = new Map();
  const lane = (one, environment) => {
    const key = JSON.stringify([one, environment]);
    if (!found.has(key)) {
      found.set(key, { key, application: one, environment, name: application ? environment : one, bars: [], holds: [], hotfixes: [] });
    }
    return found.get(key);
  };
  if (application) {
    environments.forEach((environment) => lane(application, environment));
  }
  const behind = new Map(answer.failures.filter((one) => one.promotion !== null).map((one) => [one.promotion, one]));
  const about = new Map(answer.failures.map((one) => [one.deployment, one]));
  for (const deployment of answer.deployments) {
    // Clocks are set back now and then.
    const end = Math.max(instant(deployment.endedAt) ?? now, instant(deployment.createdAt));
    lane(deployment.application, deployment.environment).bars.push({
      id: deployment.id,
      deployment,
      from: instant(deployment.createdAt),
      to: end,
      ended: deployment.endedAt !== null,
      state: shapeOf(deployment.status),
      stages: stages(deployment, end),
      failedAt: instant(deployment.failedAt),
      rollback: deployment.cause === "ROLLBACK",
      hotfix: deployment.cause === "HOTFIX",
      failure: about.get(deployment.id) ?? null,
      behind: behind.get(deployment.promotion) ?? null,
    });
  }
  for (const hotfix of answer.hotfixes) {
    lane(hotfix.application, hotfix.from).hotfixes.push({ ...hotfix, id: `hotfix ${hotfix.application} ${hotfix.startedAt}`, at: instant(hotfix.startedAt) });
  }
  const rank = (list, name) => (list.indexOf(name) < 0 ? list.length : list.indexOf(name));
  const sorted = [...found.values()].sort(
    (a, b) =>
      rank(applications, a.application) - rank(applications, b.application) ||
      rank(environments, a.environment) - rank(environments, b.environment) ||
      (a.name < b.name ? -1 : 1),
  );
  for (const hold of answer.holds) {
    const span = { ...hold, id: `hold ${hold.environment} ${hold.at}`, from: instant(hold.at), to: instant(hold.endedAt) ?? now };
    sorted.filter((one) => one.environment === hold.environment).forEach((one) => one.holds.push(span));
  }
  return sorted;
}

/**
 * What of a lane is to be drawn: bars with `x` and `width`; many narrow ones side by side as one with `count`, from `from` to `to`.
 *
 * @param {{from: number, to: number}[]} spans in the order of time
 */
export function bars(spans, period, width) {
  const found = [];
  for (const span of spans) {
    if (span.to < period.from || span.from > period.to) {
      continue;
    }
    const x = Math.max(0, place(span.from, period, width));
    const end = Math.min(width, place(span.to, period, width));
    const last = found.at(-1);
    if (end - x >= NARROW) {
      found.push({ x: last && last.count > 0 ? Math.max(x, last.x + last.width) : x, width: end - x, count: 0, span, spans: [span] });
    } else if (last && last.count > 0 && x < last.x + last.width + 1) {
      last.width = Math.max(end - last.x, NARROW);
      last.count++;
      last.spans.push(span);
    } else {
      // What came a moment ago is at the very end, and is to be seen all the same.
      const from = Math.min(x, width - NARROW);
      found.push({ x: from, width: Math.max(end - from, NARROW), count: 1, span, spans: [span] });
    }
  }
  // What stands alone is a bar, be it narrow.
  return found.map((one) => (one.count === 1 ? { ...one, count: 0 } : one));
}

/**
 * The sides of a comparison of a deployment with the one before it: by their versions where these tell them apart, else by instants.
 *
 * @returns {{left: string, right: string}} as the API writes them
 */
export function comparedWith(before, deployment) {
  const { environment } = deployment;
  const isDate = [before, deployment].some(({ version }) => /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(version));
  if (before.version !== deployment.version && !isDate) {
    return { left: `${environment}@${before.version}`, right: `${environment}@${deployment.version}` };
  }
  const just = new Date(instant(deployment.createdAt) - 1).toISOString();
  return { left: `${environment}@${just}`, right: `${environment}@${deployment.createdAt}` };
}

/** What is to be said of several deployments drawn as one: how many failed, were rollbacks, or came for a hotfix. */
export function among(spans) {
  const count = (is) => spans.filter(is).length;
  return { failed: count(({ failedAt }) => failedAt !== null), rollback: count(({ rollback }) => rollback), hotfix: count(({ hotfix }) => hotfix) };
}

/** The mark in the lane nearest in time, for going up and down by keyboard. */
export function nearest(marks, at) {
  return marks.reduce((best, mark) => (best === null || Math.abs(mark.at - at) < Math.abs(best.at - at) ? mark : best), null);
}

/** The instant of an address: ISO 8601; `null` for none, or what is none. */
export function instantOf(text) {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** An instant as addresses have it, to the minute. */
export const addressText = (at) => `${new Date(Math.round(at / MINUTE) * MINUTE).toISOString().slice(0, 16)}Z`;
