import { isOpen } from "./deeds.js";

/*
 * Which promotions are shown among what waits, what each waits for, and what is offered beside it. Without a browser.
 *
 * What is known: `all` promotions that are not over, oldest first; `votes`, as the API has them, by the numbers of those whose yes of
 * this person is missing; `may`, what the person may do by application.
 */

/** What the gates wait for, by their names; another is one that is asked elsewhere. */
const KINDS = {
  approvals: "votes",
  pullRequest: "pullRequest",
  verifications: "checks",
  verified: "checks",
  verifiedWithin: "checks",
  soak: "time",
  freeze: "time",
  window: "time",
  hold: "hold",
  exclusive: "turn",
};

/** Those shown, oldest first: each of the words of the filter is in what it is called, where it goes, or who asked for it. */
export function shownOf({ all, votes }, { others, filter }) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter((one) => others || votes.has(one.id))
    .filter((one) => {
      const text = [one.application, one.version, one.to, one.trigger].join("\n").toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

/** What one waits for: `mine`, `asking`, `way`, or one of the kinds of gates. */
export function kindOf(promotion, { votes }) {
  if (votes.has(promotion.id)) {
    return "mine";
  }
  if (promotion.status === "EXECUTING") {
    return promotion.pullRequest ? "pullRequest" : "way";
  }
  const [, gate] = /^(\w+): /.exec(promotion.reason) ?? [];
  return promotion.status === "REQUESTED" ? "asking" : (KINDS[gate] ?? "other");
}

/** What is offered beside one; the page of the promotion has more. */
export function deedsFor(promotion, { votes, may }) {
  const allowed = may.get(promotion.application) ?? [];
  if (!isOpen(promotion)) {
    return [];
  }
  const deeds = [];
  if (votes.has(promotion.id)) {
    deeds.push("approve");
  }
  if (allowed.includes("APPROVE")) {
    deeds.push("refuse");
  }
  if (!votes.has(promotion.id) && allowed.includes("PROMOTE")) {
    deeds.push("cancel");
  }
  return deeds;
}
