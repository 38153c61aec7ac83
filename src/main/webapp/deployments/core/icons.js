import { svg } from "./dom.js";

/*
 * Signs, drawn on 16 × 16. Each state has a shape of its own, so that nobody needs colour to tell them apart. They are decoration to
 * screen readers: words stand beside them, or are the name of what they are in.
 */
const PATHS = {
  none: ["M4 8h8"],
  planned: ["M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11"],
  deploying: ["M13.5 8a5.5 5.5 0 1 1-2-4.2", "M13.5 1.5v3h-3"],
  deployed: ["M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11", "M8 5.5v5", "M5.7 8.4l2.3 2.3l2.3-2.3"],
  verified: ["M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12", "M5.3 8.2l2 2l3.6-4"],
  failed: ["M5.4 2h5.2l3.4 3.4v5.2l-3.4 3.4h-5.2l-3.4-3.4v-5.2z", "M6 6l4 4", "M10 6l-4 4"],
  hold: ["M5 2.5h6v11h-6z", "M7 5.5v5", "M9 5.5v5"],
  waiting: ["M4 2h8", "M4 14h8", "M5 2v2.5l3 3.5l-3 3.5v2.5", "M11 2v2.5l-3 3.5l3 3.5v2.5"],
  drifted: ["M2 5.5c2-2 4-2 6 0s4 2 6 0", "M2 10.5c2-2 4-2 6 0s4 2 6 0", "M11 2l-6 12"],
  outOfBand: ["M8 2l6.5 11.5h-13z", "M8 6.5v3", "M8 11.5v.3"],
  offLine: ["M4 2v12", "M4 10c0-4 7-2 7-7", "M9 5l2-2l2 2"],
  newer: ["M8 13v-9", "M4 8l4-4l4 4"],
  behind: ["M8 3v9", "M4 8l4 4l4-4"],
  search: ["M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9", "M10.3 10.3l3.7 3.7"],
  close: ["M4 4l8 8", "M12 4l-8 8"],
  open: ["M6 3l5 5l-5 5"],
  arrow: ["M2 8h11", "M9 4l4 4l-4 4"],
  link: ["M9 3h4v4", "M13 3l-6 6", "M11 9v4h-8v-8h4"],
  live: ["M8 6.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3", "M4.5 4.5a5 5 0 0 0 0 7", "M11.5 4.5a5 5 0 0 1 0 7"],
  stale: ["M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12", "M8 4.5v3.5l2.5 1.5"],
  rollback: ["M3 7h6.5a3.5 3.5 0 0 1 0 7h-3", "M6 4l-3 3l3 3"],
  hotfix: ["M9 1.5l-5 7.5h3.5l-.5 5.5l5-7.5h-3.5z"],
  approve: ["M3 8.5l3.5 3.5l6.5-7.5"],
  refuse: ["M4 4l8 8", "M12 4l-8 8"],
  commit: ["M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5", "M1 8h4.5", "M10.5 8h4.5"],
  build: ["M2.5 13.5l6-6", "M7 4.5a3.5 3.5 0 0 1 4.5-1.8l-2 2l1.8 1.8l2-2a3.5 3.5 0 0 1-4.8 4.4"],
  ticket: ["M2 5h12v2a1 1 0 0 0 0 2v2h-12v-2a1 1 0 0 0 0-2z", "M10 5v6"],
  person: ["M8 2.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5", "M3 14c0-3 2-5 5-5s5 2 5 5"],
  download: ["M8 2v8", "M4.5 6.5l3.5 3.5l3.5-3.5", "M3 13.5h10"],
};

/** The names of all signs. */
export const ICONS = Object.keys(PATHS);

const SHAPES = { NOT_STARTED: "planned", CREATED: "deploying", STARTED: "deploying", COMPLETED: "deployed", VERIFIED: "verified", FAILED: "failed" };

/** The name of the sign, and of the colour, of a deployment's status; of one that is not known that of a plan. */
export const shapeOf = (status) => SHAPES[status] ?? "planned";

/** A sign by its name. */
export function icon(name) {
  const paths = PATHS[name];
  if (!paths) {
    throw new RangeError(`there is no sign '${name}'; there are ${ICONS.join(", ")}`);
  }
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `dg-icon dg-icon--${name}`, "aria-hidden": "true", focusable: "false" },
    paths.map((d) => svg("path", { d })),
  );
}
