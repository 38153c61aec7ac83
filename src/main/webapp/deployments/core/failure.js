import { Problem, Unreachable } from "./api.js";

/** Texts for answers that say nothing themselves. */
const UNSAID = { 0: "foreign", 401: "unauthenticated", 403: "forbidden", 404: "missing", 429: "busy" };

/**
 * How something failed, for people: what the host says, else what its status means. What is none of both is a defect of the page,
 * and is told to the console, too.
 *
 * @param {import("./i18n.js").Texts} texts
 */
export function said(texts, failure) {
  if (failure instanceof Unreachable) {
    return texts.t("error.unreachable");
  }
  if (!(failure instanceof Problem)) {
    console.error(failure);
    return texts.t("error.defect");
  }
  const { detail, status } = failure;
  if (detail) {
    return detail;
  }
  const kind = UNSAID[status < 400 ? 0 : status] ?? (status >= 500 ? "failed" : "unsaid");
  return texts.t(`error.${kind}`, { status });
}

/** Whether the same may succeed a little later: nobody answered, or the host had something else to do or to mend. */
export function mayPass(failure) {
  return failure instanceof Unreachable || (failure instanceof Problem && (failure.status === 429 || failure.status >= 500));
}
