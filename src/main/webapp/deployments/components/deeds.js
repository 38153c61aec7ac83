/*
 * What a person can do about a release and an environment: which of it is offered, and what is asked of the API. Without a browser.
 *
 * A situation is what is known at the moment:
 *
 *   application, environment
 *   version       what would go there, or goes; null when it is not known
 *   promotion     as the API has it; null when none was asked for
 *   explanation   what the gates say; null when they are not asked any more, or could not be
 *   incoming, pullRequest   as the API explains it, or null
 *   current       the deployment that is there; null for none
 *   since         since when that is in its status
 *   hold          on the environment, or null
 *   waiting       promotions that wait for the environment
 *   choices       releases it can go back to
 *   may           what the person may do with the application
 *   mayAll        what they may do with all
 *   mine          whether their yes is missing
 *   wish          what to ask for: {application, to, from, version}
 */

/** All deeds, in the order of their buttons. */
export const DEEDS = ["approve", "promote", "refuse", "override", "cancel", "rollback", "hold", "release"];

/** Those that want a reason, and whether they do not go without. */
export const REASONS = { approve: false, refuse: true, override: true, hold: true };

/** Those that take something away or get around something. */
export const GRAVE = new Set(["refuse", "override", "rollback", "cancel"]);

/** Whether a promotion can still be decided about. */
export function isOpen(promotion) {
  return promotion !== null && (promotion.status === "WAITING" || promotion.status === "REQUESTED");
}

/** Whether what would go there is there, and did not fail. */
export function isThere({ current, explanation }) {
  return (
    current !== null &&
    explanation !== null &&
    current.status !== "FAILED" &&
    current.fingerprint === explanation.subject.fingerprint &&
    current.commit === explanation.subject.commit
  );
}

/** Gates that keep it back: each name once. */
export function closedGates(explanation) {
  const names = (explanation?.outcomes ?? []).filter((one) => one.verdict !== "PASSED").map((one) => one.gate);
  return [...new Set(names)];
}

/** What is offered, in the order of `DEEDS`. */
export function offered(situation) {
  const { promotion, explanation, hold, choices, current } = situation;
  const may = new Set(situation.may);
  const open = isOpen(promotion);
  const asks = promotion === null && explanation !== null && !isThere(situation);
  // An override does not set aside that two would move at once.
  const closed = closedGates(explanation).filter((gate) => gate !== "exclusive");
  const can = {
    approve: open && situation.mine && may.has("APPROVE"),
    promote: asks && explanation.verdict !== "REFUSED" && may.has("PROMOTE"),
    refuse: open && may.has("APPROVE"),
    override:
      (asks || (open && promotion.overrideReason === null && promotion.kind !== "ROLLBACK")) &&
      closed.length > 0 &&
      may.has("PROMOTE") &&
      may.has("OVERRIDE"),
    cancel: open && may.has("PROMOTE"),
    rollback: current !== null && choices.length > 0 && may.has("PROMOTE"),
    hold: hold === null && situation.mayAll.includes("HOLD"),
    release: hold !== null && situation.mayAll.includes("HOLD"),
  };
  return DEEDS.filter((deed) => can[deed]);
}

/**
 * What somebody confirms who does a deed: once it is another, they must be asked anew.
 *
 * @returns {string | number} a release, a deployment; empty where a deed names nothing that can become another
 */
export function seenOf(deed, { explanation, current }) {
  if (deed === "promote" || deed === "override") {
    return explanation?.subject.fingerprint ?? "";
  }
  return deed === "rollback" ? (current?.id ?? "") : "";
}

/**
 * What to ask of the API.
 *
 * @param {{reason?: string, version?: string}} [input] what the person wrote and chose
 * @returns {{method: string, path: string, body?: object}}
 */
export function requestOf(deed, situation, { reason = "", version } = {}) {
  const { promotion, application, environment } = situation;
  switch (deed) {
    case "promote":
    case "override":
      // Exactly what was looked at, although something else may have come to the source since.
      return {
        method: "POST",
        path: "/v1/promotions",
        body: { ...situation.wish, fingerprint: seenOf(deed, situation), ...(deed === "override" && { override: reason }) },
      };
    case "approve":
      return { method: "POST", path: `/v1/promotions/${promotion.id}/approve`, body: { reason } };
    case "refuse":
      return { method: "POST", path: `/v1/promotions/${promotion.id}/refuse`, body: { reason } };
    case "cancel":
      return { method: "POST", path: `/v1/promotions/${promotion.id}/cancel` };
    case "rollback":
      return { method: "POST", path: "/v1/rollback", body: { application, environments: [environment], version } };
    case "hold":
      return { method: "POST", path: "/v1/holds", body: { environment, reason } };
    case "release":
      return { method: "DELETE", path: `/v1/holds/${encodeURIComponent(environment)}` };
    default:
      throw new RangeError(`'${deed}' is no deed; there are ${DEEDS.join(", ")}`);
  }
}

/** What to ask for to get the same promotion, such as with an override. */
export function wishOf(promotion) {
  return {
    application: promotion.application,
    to: promotion.to,
    ...(promotion.from.length === 1 && { from: promotion.from[0] }),
    version: promotion.version,
    ...(promotion.kind === "CHERRY_PICK" && { cherryPick: true }),
    ...(promotion.kind === "SAME_VERSION" && { sameVersion: true }),
  };
}

/**
 * What came of it.
 *
 * @returns {{key: string, good: boolean, promotion: object | null, count?: number}} the key of a text
 */
export function outcomeOf(deed, answer) {
  if (deed === "hold") {
    return { key: "deed.done.hold", good: true, promotion: null };
  }
  if (deed === "release") {
    return { key: "deed.done.release", good: true, promotion: null, count: answer.length };
  }
  const { promotion } = deed === "rollback" ? answer[0] : answer;
  const ended = promotion.status === "FAILED" || (promotion.status === "REFUSED" && deed !== "refuse");
  if (ended) {
    return { key: "deed.done.not", good: false, promotion };
  }
  if (deed === "refuse" || deed === "cancel") {
    return { key: `deed.done.${deed}`, good: true, promotion };
  }
  if (promotion.status === "PROMOTED") {
    return { key: deed === "rollback" ? "deed.done.rollback" : "deed.done.promoted", good: true, promotion };
  }
  return { key: deed === "approve" ? "deed.done.approve" : "deed.done.waits", good: true, promotion };
}

/** Gates with what stops before what does not, otherwise in the order asked. */
export function sortedOutcomes(explanation) {
  const rank = { REFUSED: 0, WAITING: 1, PASSED: 2 };
  return [...explanation.outcomes].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}
