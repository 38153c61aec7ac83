import { Problem } from "../core/api.js";
import { isThere, wishOf } from "./deeds.js";

/*
 * Asks the API for all that one must know to decide about a release and an environment.
 */

/** Promotions whose gates are still asked. */
const ASKED = ["REQUESTED", "WAITING", "EXECUTING"];

/**
 * The situation, as `deeds.js` describes it, and for the page of a promotion besides: `approvals`, `draft`, `problem` (how asking the
 * gates failed), `there`, `environments` (the others of the application) and
 * `after` (those upstream).
 *
 * @param {import("../core/api.js").Api} api
 * @param {{id?: string | number, application?: string, environment?: string, from?: string, version?: string}} about a promotion, or
 *     what would be one
 * @param {AbortSignal} signal
 */
export async function situationOf(api, about, signal) {
  const get = (path, parameters) => api.get(path, parameters, { signal });
  let details = about.id ? await get(`/v1/promotions/${encodeURIComponent(about.id)}`) : null;
  const application = details?.promotion.application ?? about.application;
  const environment = details?.promotion.to ?? about.environment;
  const wish = {
    application,
    to: environment,
    ...(about.from && { from: about.from }),
    ...(about.version && { version: about.version }),
  };
  const [explained, matrix, caller, everywhere, choices, mine] = await Promise.all([
    explain(api, details, wish, signal),
    get("/v1/matrix", { application }),
    get("/v1/caller", { application }),
    get("/v1/caller"),
    get("/v1/rollback", { application, environment }),
    get("/v1/waiting", { application, mine: true }),
  ]);
  // Whoever asks what would happen is told of the one that waits already; one that waited may have ended since.
  const known = details ? explained.problem?.status === 409 && details.promotion.id : explained.explanation?.subject.promotion;
  if (known) {
    details = await get(`/v1/promotions/${known}`);
  }
  const { places } = matrix.rows[0];
  const place = places.find((one) => one.environment === environment);
  const promotion = details?.promotion ?? null;
  const situation = {
    application,
    environment,
    version: promotion?.version ?? explained.explanation?.subject.version ?? null,
    promotion,
    approvals: details?.approvals ?? [],
    explanation: null,
    incoming: null,
    draft: null,
    pullRequest: null,
    problem: null,
    ...explained,
    current: place?.deployment ?? null,
    since: place?.since ?? null,
    hold: place?.hold ?? null,
    waiting: place?.waiting ?? [],
    environments: places.map((one) => one.environment).filter((one) => one !== environment),
    after: place?.after ?? [],
    choices,
    may: caller.may,
    mayAll: everywhere.may,
    mine: mine.some((one) => one.id === promotion?.id),
    wish: promotion ? wishOf(promotion) : wish,
  };
  return { ...situation, there: isThere(situation) };
}

/** What the gates say; where that cannot be told, why. */
async function explain(api, details, wish, signal) {
  try {
    if (!details) {
      return await api.post("/v1/explain", wish, { signal });
    }
    const { promotion } = details;
    return ASKED.includes(promotion.status) ? await api.get(`/v1/promotions/${promotion.id}/preview`, {}, { signal }) : {};
  } catch (failure) {
    if (failure instanceof Problem && ![401, 404].includes(failure.status)) {
      return { problem: failure };
    }
    throw failure;
  }
}
