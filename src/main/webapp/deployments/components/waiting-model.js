import { isOpen } from "./deeds.js";

/*
 * Which promotions are shown among what waits, and what is offered beside each. Without a browser.
 *
 * What is known: `all` promotions that are not over, oldest first; `mine`, the numbers of those whose yes of this person is missing;
 * `may`, what the person may do by application.
 */

/** Those shown, oldest first. */
export function shownOf({ all, mine }, others) {
  return others ? all : all.filter((one) => mine.has(one.id));
}

/** What is offered beside one; the page of the promotion has more. */
export function deedsFor(promotion, { mine, may }) {
  const allowed = may.get(promotion.application) ?? [];
  if (!isOpen(promotion)) {
    return [];
  }
  const deeds = [];
  if (mine.has(promotion.id)) {
    deeds.push("approve");
  }
  if (allowed.includes("APPROVE")) {
    deeds.push("refuse");
  }
  if (!mine.has(promotion.id) && allowed.includes("PROMOTE")) {
    deeds.push("cancel");
  }
  return deeds;
}
