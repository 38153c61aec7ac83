/*
 * What the page of the delivery metrics works out without a browser: which choices there are, what is asked for, and values in words.
 */

/** The four metrics, in the order in which they are shown. */
export const METRICS = ["deploymentFrequency", "leadTime", "changeFailureRate", "timeToRestore"];

/** The lengths of period there are to choose from, in days. */
export const PERIODS = ["30", "90", "180", "365"];

/**
 * ISO 8601, as the API writes lengths of time: hours, minutes and seconds.
 *
 * @returns {number | null} milliseconds; `null` for `null`
 */
export function millis(duration) {
  if (duration === null) {
    return null;
  }
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration);
  if (!parts) {
    throw new RangeError(`'${duration}' is no length of time such as PT25H3M`);
  }
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600000 + minutes * 60000 + Math.round(seconds * 1000);
}

/** A metric's value as a number, to be drawn: days per week, milliseconds, or a part of one. */
export function numberOf(metric, measured) {
  return typeof measured.value === "string" ? millis(measured.value) : measured.value;
}

/** A number of a metric in words. */
export function words(metric, number, texts) {
  if (metric === "deploymentFrequency") {
    return texts.t("metrics.daysPerWeek", { days: texts.number(number, { maximumFractionDigits: 1 }) });
  }
  return metric === "changeFailureRate"
    ? texts.number(number, { style: "percent", maximumFractionDigits: 0 })
    : texts.duration(number);
}

/** A metric's value in words, or a dash. */
export function valueOf(metric, measured, texts) {
  return measured.value === null ? "–" : words(metric, numberOf(metric, measured), texts);
}

/** What there is to choose from, as the matrix has it. */
export function choicesOf(matrix) {
  const environments = new Map(matrix.environments.map((one) => [one.name, one.tier]));
  return {
    applications: matrix.rows.map((row) => row.application).sort((one, other) => one.localeCompare(other)),
    environments: [...environments.keys()],
    tiers: [...new Set(environments.values())],
  };
}

/**
 * What is asked for when nothing was chosen: what is delivered to people. To put test and production together says little.
 *
 * @returns {string} a tier, or empty for all
 */
export function usualTier(tiers) {
  return tiers.includes("production") ? "production" : "";
}

/** What to ask the API for, of what is chosen in the address. */
export function queryOf({ application, environment, tier, days, from, to }) {
  const period = from ? { from, to } : { days: days || "90", to };
  return { application, environment, tier: tier === "all" ? "" : tier, ...period };
}

/** The bars of a metric's distribution: `{from, to, count}`, in numbers; empty when there is nothing to tell. */
export function barsOf(metric, spread) {
  if (metric === "deploymentFrequency") {
    return spread.weeks.map((count, days) => ({ from: days, to: days + 1, count }));
  }
  const lengths = metric === "leadTime" ? spread.leadTime : metric === "timeToRestore" ? spread.timeToRestore : null;
  return lengths === null ? [] : lengths.bars.map((bar) => ({ from: millis(bar.from), to: millis(bar.to), count: bar.count }));
}
