/* What only the file has that `matrix --html` writes. */
export default {
  "report.asOf": "As of",
  "report.zone": "Times are in {zone}; with their offset on hover.",
  "report.matrix": "Applications by environments",
  "report.chart": "{application}: what was where when",
  "report.cluster": { one: "{count} deployment close together, {from} – {to}", other: "{count} deployments close together, {from} – {to}" },
  "report.day": "d MMM",
  "report.year": "MMM uuuu",
  "report.notes": "Notes",
  "report.voided": "evidence void: {reason}",
};
