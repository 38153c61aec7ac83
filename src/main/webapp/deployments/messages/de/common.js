/* Was alle Seiten gemeinsam haben. */
export default {
  "nav.matrix": "Matrix",
  "nav.waiting": "Wartet",
  "nav.compare": "Vergleich",
  "nav.history": "Verlauf",
  "nav.graph": "Pipeline",
  "nav.metrics": "Kennzahlen",
  "nav.promotion": "Promotion",

  "error.unreachable": "Der Server antwortet nicht.",
  "error.defect": "Diese Seite ist gescheitert. Die Konsole des Browsers sagt mehr.",
  "error.again": "Noch einmal versuchen",

  "time.now": "gerade eben",
  "time.age.second": "{count} s",
  "time.age.minute": "{count} min",
  "time.age.hour": "{count} h",
  "time.age.day": { one: "{count} Tag", other: "{count} Tage" },

  "status.NONE": "noch nichts",
  "status.NOT_STARTED": "geplant",
  "status.CREATED": "wird ausgeliefert",
  "status.STARTED": "wird ausgeliefert",
  "status.COMPLETED": "ausgeliefert, nicht geprüft",
  "status.VERIFIED": "geprüft",
  "status.FAILED": "gescheitert",

  "live.connecting": "Verbindet …",
  "live.live": "Aktuell",
  "live.stale": "Veraltet seit {time}",
  "live.retry": "Neu verbinden",
};
