/*
 * What the page that compares works out without a browser: sides as the API writes them, which to begin with, and the order of what
 * differs.
 */

import { MINUTE, localText } from "../core/time.js";

/** What looks like a date is one, as on the server. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/**
 * A side: `qa` for what is there now, `qa@1.4.2` for a version, `qa@2026-03-03T09:00:00Z` for an instant.
 *
 * @returns {{environment: string, kind: "now" | "version" | "instant", what: string}}
 */
export function parseSide(text) {
  const at = text.indexOf("@");
  if (at < 0) {
    return { environment: text, kind: "now", what: "" };
  }
  const what = text.slice(at + 1);
  return { environment: text.slice(0, at), kind: INSTANT.test(what) ? "instant" : "version", what };
}

/** The same as the API writes it; a version or an instant that is not there yet is left out. */
export function writeSide({ environment, kind, what }) {
  return kind === "now" || what === "" ? environment : `${environment}@${what}`;
}

/** What a field for date and time has, in the viewer's zone, as an instant. */
export function toInstant(local) {
  const date = new Date(local);
  return local === "" || Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** The reverse; empty when it is no instant. */
export const toLocal = (instant) => localText(Date.parse(instant));

/**
 * What to offer of what was in an environment: each version once, and the minute from which on each deployment was there.
 *
 * @param {{version: string, createdAt: string}[]} deployments newest first
 * @returns {{versions: string[], instants: {at: string, version: string}[]}}
 */
export function optionsOf(deployments) {
  return {
    versions: [...new Set(deployments.map(({ version }) => version))],
    instants: deployments.map(({ version, createdAt }) => ({ version, at: new Date(Math.ceil(Date.parse(createdAt) / MINUTE) * MINUTE).toISOString() })),
  };
}

/** Whether a side is what is there now, and may be something else soon. */
export const isNow = (side) => parseSide(side).kind === "now";

/** Whether an event may change what is there of an application. */
export const concerns = (event, application) => event.application === application && /^(deployment|verification)\./.test(event.type);

/** Application to its environments in pipeline order, as the brief matrix has them. */
export function pipelinesOf(matrix) {
  return new Map(matrix.rows.map((row) => [row.application, row.pipeline.map((at) => matrix.environments[at].name)]));
}

/**
 * The two sides to compare of those that were chosen: without a right one the last environment of the pipeline, without a left one the
 * one before the right one.
 *
 * @param {string[]} pipeline
 */
export function sidesOf(pipeline, left, right) {
  const known = right || (left && pipeline.at(-1) === parseSide(left).environment ? pipeline.at(-2) : pipeline.at(-1)) || "";
  const at = pipeline.indexOf(parseSide(known).environment);
  return { left: left || pipeline[at > 0 ? at - 1 : Math.min(1, pipeline.length - 1)] || "", right: known };
}

const ORDER = ["CHANGED", "ONLY_LEFT", "ONLY_RIGHT", "SAME"];

/** What differs first. */
export function sorted(artifacts) {
  return [...artifacts].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

/** A file of the comparison: `M path`. */
export function fileOf(text) {
  return { kind: text[0], path: text.slice(2) };
}

/** The lines of hunks with their numbers: `{sign, left, right, text}`; `null` where lines are left out between. */
export function linesOf(hunks) {
  const lines = [];
  for (const hunk of hunks) {
    if (lines.length > 0) {
      lines.push(null);
    }
    let { left, right } = hunk;
    for (const line of hunk.lines) {
      const sign = line[0];
      lines.push({ sign, left: sign === "+" ? null : left, right: sign === "-" ? null : right, text: line.slice(1) });
      left += sign === "+" ? 0 : 1;
      right += sign === "-" ? 0 : 1;
    }
  }
  return lines;
}
