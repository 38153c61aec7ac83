import { shapeOf } from "../core/icons.js";

/*
 * What is drawn of a pipeline, and what is on its way in it: without a browser, so that it can be tested without one.
 */

/** What is drawn of an environment; `place` is what the API said. */
export function cellOf(place) {
  const { deployment } = place;
  return {
    environment: place.environment,
    tier: place.tier,
    after: place.after,
    version: deployment?.version ?? null,
    status: deployment?.status ?? null,
    shape: deployment ? shapeOf(deployment.status) : "none",
    since: deployment ? place.since : null,
    hold: place.hold,
    waiting: place.waiting.length,
    drifted: Boolean(place.drift),
    outOfBand: Boolean(deployment?.outOfBand),
    offLine: Boolean(place.offLine),
    place,
  };
}

/**
 * What may be on its way to an environment: promotions that wait, else what is upstream and another release than what is there.
 *
 * @returns {{to: string, versions: string[], promotion: object | null, upstream: string[]} | null}
 */
export function comingTo(place, places) {
  if (place.waiting.length > 0) {
    const [promotion] = place.waiting;
    return { to: place.environment, versions: [promotion.version], promotion, upstream: promotion.from };
  }
  const upstream = places.filter(
    (one) =>
      place.after.includes(one.environment) &&
      one.deployment &&
      one.deployment.status !== "NOT_STARTED" &&
      one.deployment.fingerprint !== place.deployment?.fingerprint,
  );
  if (upstream.length === 0) {
    return null;
  }
  const labels = new Map(place.newer.map((one) => [one.environment, one.label]));
  return {
    to: place.environment,
    // A label tells releases apart that are called the same.
    versions: [...new Set(upstream.map((one) => labels.get(one.environment) ?? one.deployment.version))],
    promotion: null,
    upstream: upstream.map((one) => one.environment),
  };
}

/**
 * What stops a release: the first gate that has not passed.
 *
 * @param explanation as the API has it
 * @returns {{verdict: string, version: string, gate: string | null, reason: string, earliest: string | null, more: number,
 *     isOlder: boolean}} more: how many gates beside it have not passed; isOlder: it is older than what is there, so nobody waits for it
 */
export function stopOf(explanation) {
  const open = explanation.outcomes.filter(
    (outcome) => outcome.verdict !== "PASSED" && !explanation.overridden.some((other) => other.gate === outcome.gate),
  );
  return {
    verdict: explanation.verdict,
    version: explanation.subject.version,
    gate: open[0]?.gate ?? null,
    reason: open[0]?.reason ?? explanation.outlook,
    earliest: explanation.verdict === "PASSED" ? null : explanation.earliest ?? open[0]?.earliest ?? null,
    more: Math.max(0, open.length - 1),
    isOlder: open.some((outcome) => outcome.gate === "order"),
  };
}
