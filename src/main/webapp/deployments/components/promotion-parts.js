import { h } from "../core/dom.js";
import { said } from "../core/failure.js";
import { icon } from "../core/icons.js";
import { sentence } from "../core/sentence.js";
import { time } from "../core/time.js";
import { sortedOutcomes } from "./deeds.js";

/*
 * The parts of the page of a promotion: each makes elements of what the API answered.
 */

/** So many commits, files or tickets are shown at first. */
const FEW = 20;

const SIGNS = { PASSED: "verified", WAITING: "waiting", REFUSED: "failed" };
const LETTERS = { A: "added", M: "changed", D: "removed" };
const THERE = { VERIFIED: "verified", FAILED: "failed", COMPLETED: "deployed" };
const STANDING = {
  REQUESTED: "deploying",
  WAITING: "waiting",
  EXECUTING: "deploying",
  PROMOTED: "verified",
  REFUSED: "failed",
  CANCELLED: "none",
  FAILED: "failed",
};

/** An instant, relative and exact. */
export function moment(texts, instant) {
  return [time(texts, instant), " (", time(texts, instant, "moment"), ")"];
}

/** A list of which the first are shown, the others when one asks. */
function some(texts, items, make, name) {
  const first = h(name, {}, items.slice(0, FEW).map(make));
  if (items.length <= FEW) {
    return first;
  }
  return [
    first,
    h("details", {}, h("summary", {}, texts.t("promotion.more", { count: items.length - FEW })), h(name, {}, items.slice(FEW).map(make))),
  ];
}

function card(title, count, ...children) {
  return h(
    "section",
    { class: "dg-card dg-promotion__card" },
    h("h3", {}, title, count === null ? null : h("span", { class: "dg-promotion__number" }, count)),
    children,
  );
}

/** What goes where, and how it stands in one sentence. */
export function heading({ application, environment, version, promotion, explanation, problem, there }, texts) {
  const from = promotion?.from ?? explanation?.subject.from ?? [];
  return [
    h(
      "h2",
      { class: "dg-promotion__title" },
      h("bdi", {}, application),
      version ? [" ", h("bdi", { class: "dg-promotion__version" }, version)] : null,
      " ",
      h("span", { class: "dg-promotion__arrow", "aria-hidden": "true" }, icon("arrow")),
      h("span", { class: "dg-unseen" }, texts.t("promotion.to")),
      " ",
      h("bdi", {}, environment),
    ),
    h(
      "p",
      { class: "dg-quiet dg-promotion__sub" },
      from.length > 0 ? sentence(texts, "promotion.from", { from: new Intl.ListFormat(texts.locale).format(from) }) : texts.t("promotion.fromSource"),
      promotion
        ? [" · ", sentence(texts, "promotion.asked", { id: promotion.id, by: promotion.trigger, time: time(texts, promotion.requestedAt) })]
        : null,
      promotion && promotion.kind !== "FORWARD" ? [" · ", texts.t(`promotion.kind.${promotion.kind}`)] : null,
    ),
    verdict({ promotion, explanation, problem, there }, texts),
  ];
}

function verdict({ promotion, explanation, problem, there }, texts) {
  if (promotion && !["WAITING", "REQUESTED"].includes(promotion.status)) {
    return banner(
      STANDING[promotion.status],
      texts.t(`promotion.status.${promotion.status}`),
      [h("span", { lang: "en" }, promotion.reason), promotion.endedAt ? [", ", moment(texts, promotion.endedAt)] : null, overridden(promotion, texts)],
    );
  }
  if (!explanation) {
    return problem ? banner("failed", texts.t("promotion.cannot"), h("span", { lang: problem.detail ? "en" : null }, said(texts, problem))) : null;
  }
  if (there && !promotion) {
    return banner("verified", texts.t("promotion.there"), texts.t("promotion.thereAlready"));
  }
  const { verdict: all, earliest, outlook } = explanation;
  return banner(SIGNS[all], texts.t(`promotion.verdict.${all}`), [
    h("span", { lang: "en" }, outlook),
    earliest && all !== "PASSED" ? [h("br"), texts.t("promotion.earliest"), " ", moment(texts, earliest)] : null,
    overridden(promotion, texts),
  ]);
}

function overridden(promotion, texts) {
  return promotion?.overrideReason ? [h("br"), sentence(texts, "promotion.overridden", { reason: promotion.overrideReason })] : null;
}

function banner(shape, word, more) {
  return h(
    "div",
    { class: ["dg-promotion__verdict", `dg-state--${shape}`] },
    icon(shape),
    h("div", {}, h("strong", {}, word), h("p", {}, more)),
  );
}

/** What each gate says, what stops first. */
export function gates(explanation, texts) {
  if (!explanation) {
    return null;
  }
  const overridden = new Set(explanation.overridden.map((one) => one.gate));
  return card(
    texts.t("promotion.gates"),
    null,
    explanation.outcomes.length === 0 ? h("p", { class: "dg-quiet" }, texts.t("promotion.noGates")) : null,
    h(
      "ul",
      { class: "dg-promotion__gates" },
      sortedOutcomes(explanation).map((one) =>
        h(
          "li",
          { class: "dg-gate", data: { gate: one.gate, verdict: one.verdict } },
          h("span", { class: `dg-gate__sign dg-state--${SIGNS[one.verdict]}` }, icon(SIGNS[one.verdict])),
          h(
            "div",
            {},
            h(
              "p",
              { class: "dg-gate__name" },
              h("strong", {}, h("bdi", {}, one.gate)),
              " ",
              h("span", { class: `dg-state--${SIGNS[one.verdict]}` }, texts.t(`promotion.gate.${one.verdict}`)),
              overridden.has(one.gate) ? [" ", h("span", { class: "dg-state--outOfBand" }, texts.t("promotion.setAside"))] : null,
            ),
            h("p", { lang: "en" }, one.reason),
            one.remedy ? h("p", { class: "dg-gate__remedy", lang: "en" }, icon("open"), " ", one.remedy) : null,
            one.lookedAt ? h("p", { class: "dg-quiet dg-gate__looked" }, texts.t("promotion.lookedAt"), " ", h("span", { lang: "en" }, one.lookedAt)) : null,
            one.earliest ? h("p", {}, texts.t("promotion.earliest"), " ", moment(texts, one.earliest)) : null,
          ),
        ),
      ),
    ),
  );
}

/** Who has said what. */
export function votes({ approvals }, texts) {
  return approvals.length === 0
    ? null
    : card(
        texts.t("promotion.votes"),
        null,
        h(
          "ul",
          { class: "dg-promotion__list" },
          approvals.map((vote) =>
            h(
              "li",
              {},
              h("span", { class: vote.approved ? "dg-state--verified" : "dg-state--failed" }, icon(vote.approved ? "approve" : "refuse")),
              " ",
              sentence(texts, vote.approved ? "promotion.yes" : "promotion.no", { by: vote.by, time: time(texts, vote.at) }),
              vote.reason ? [": ", h("q", {}, vote.reason)] : null,
            ),
          ),
        ),
      );
}

/** What it would bring: commits, tickets and files. */
export function brought(incoming, texts) {
  if (!incoming) {
    return null;
  }
  const { commits, tickets, files, withoutPullRequests } = incoming;
  return [
    card(
      texts.t("promotion.commits"),
      commits.length,
      commits.length === 0 ? h("p", { class: "dg-quiet" }, texts.t("promotion.noCommits")) : null,
      h("div", { class: "dg-promotion__commits" }, some(texts, commits, (one) => commit(one, texts), "ul")),
    ),
    tickets.length === 0 && !withoutPullRequests
      ? null
      : card(
          texts.t("promotion.tickets"),
          tickets.length,
          h("ul", { class: "dg-promotion__tickets" }, tickets.map(({ key, link }) => h("li", {}, icon("ticket"), " ", link ? h("a", { href: link }, key) : h("bdi", {}, key)))),
          withoutPullRequests ? h("p", { class: "dg-quiet", lang: "en" }, withoutPullRequests) : null,
        ),
    card(
      texts.t("promotion.files"),
      files.length,
      files.length === 0 ? h("p", { class: "dg-quiet" }, texts.t("promotion.noFiles")) : null,
      h("div", { class: "dg-promotion__files" }, some(texts, files, (one) => file(one, texts), "ul")),
    ),
  ];
}

function commit({ commit: one, link }, texts) {
  const subject = one.message.split("\n", 1)[0];
  const id = h("span", { class: "dg-mono", title: one.id }, one.id.slice(0, 10));
  return h(
    "li",
    {},
    h("span", { class: "dg-promotion__subject" }, h("bdi", {}, subject)),
    h("span", { class: "dg-quiet" }, link ? h("a", { href: link }, id) : id, " · ", h("bdi", {}, one.author.replace(/ ?<[^<>]*>$/, "")), " · ", time(texts, one.at)),
  );
}

function file(line, texts) {
  const letter = line.slice(0, 1);
  return h(
    "li",
    {},
    h("span", { class: "dg-promotion__letter", data: { letter }, "aria-hidden": "true" }, letter),
    LETTERS[letter] ? h("span", { class: "dg-unseen" }, texts.t(`promotion.file.${LETTERS[letter]}`)) : null,
    " ",
    h("bdi", { class: "dg-mono" }, line.slice(2)),
  );
}

/** How it gets there: the pull request, the commit of its own, the tags. */
export function way({ promotion, draft, pullRequest }, texts) {
  const link = promotion?.pullRequest;
  const tags = draft?.tags ?? [];
  if (!link && !pullRequest && !draft) {
    return null;
  }
  return card(
    texts.t("promotion.way"),
    null,
    link
      ? h("p", {}, icon("link"), " ", h("a", { href: link.url }, texts.t("promotion.pullRequest", { id: link.id })), " ", sentence(texts, "promotion.branch", { branch: link.branch }))
      : pullRequest
        ? [
            h("p", {}, sentence(texts, "promotion.wouldBe", { branch: pullRequest.branch, target: pullRequest.target })),
            h("details", {}, h("summary", {}, h("bdi", {}, pullRequest.title)), h("pre", { tabindex: "0" }, pullRequest.text)),
          ]
        : null,
    tags.length > 0
      ? h("ul", { class: "dg-promotion__list" }, tags.map((tag) => h("li", {}, h("bdi", { class: "dg-mono" }, tag.tag ?? tag.from), " ", h("bdi", { class: "dg-quiet" }, tag.repository))))
      : null,
    draft && !pullRequest ? h("details", {}, h("summary", {}, texts.t("promotion.message")), h("pre", { tabindex: "0" }, draft.message)) : null,
    draft?.zip ? h("p", { class: "dg-mono" }, draft.zip.file) : null,
  );
}

/** What is there now, and what stops the environment. */
export function target({ environment, current, since, hold, waiting, promotion }, texts, page) {
  const others = waiting.filter((one) => one.id !== promotion?.id);
  const sign = current ? (THERE[current.status] ?? "deploying") : "none";
  return card(
    texts.t("promotion.target"),
    null,
    h(
      "p",
      { class: `dg-state--${sign}` },
      icon(sign),
      " ",
      current ? [h("strong", {}, h("bdi", {}, current.version)), ", "] : null,
      texts.t(`status.${current?.status ?? "NONE"}`),
      since ? [", ", time(texts, since)] : null,
    ),
    hold
      ? h("p", { class: "dg-state--hold" }, icon("hold"), " ", sentence(texts, "promotion.held", { environment, by: hold.by, time: time(texts, hold.at) }), " ", h("q", {}, hold.reason))
      : null,
    others.length > 0
      ? [
          h("p", {}, texts.t("promotion.others")),
          h(
            "ul",
            { class: "dg-promotion__list" },
            others.map((one) =>
              h("li", {}, icon("waiting"), " ", h("a", { href: page("promotion", { id: one.id }) }, h("bdi", {}, one.version)), ": ", h("span", { lang: "en" }, one.reason)),
            ),
          ),
        ]
      : null,
  );
}
