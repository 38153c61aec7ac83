/* Was nur die Datei hat, die `matrix --html` schreibt. */
export default {
  "report.asOf": "Stand:",
  "report.zone": "Zeiten in {zone}; beim Zeigen mit Abstand zu UTC.",
  "report.matrix": "Anwendungen nach Umgebungen",
  "report.chart": "{application}: was wann wo war",
  "report.cluster": { one: "{count} Auslieferung dicht beieinander, {from} – {to}", other: "{count} Auslieferungen dicht beieinander, {from} – {to}" },
  "report.day": "d. MMM",
  "report.year": "MMM uuuu",
  "report.notes": "Anmerkungen",
  "report.voided": "Nachweis hinfällig: {reason}",
};
