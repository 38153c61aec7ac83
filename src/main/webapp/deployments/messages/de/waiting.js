/* Was wartet. */
export default {
  "waiting.loading": "Sieht nach, was wartet …",
  "waiting.count": { one: "{count} Promotion wartet auf Sie.", other: "{count} Promotions warten auf Sie." },
  "waiting.others": { one: "Auch {count}, die auf andere oder auf Zeit wartet", other: "Auch {count}, die auf andere oder auf Zeit warten" },
  "waiting.empty": "Nichts wartet auf Sie.",
  "waiting.list": "Promotions, die warten, die älteste zuerst",
  "waiting.to": "nach",
  "waiting.asking": "Ihre Gates werden gefragt.",
  "waiting.since": "gewünscht von {by} {time}",
  "waiting.earliest": "frühestens",
  "waiting.pullRequest": "Pull-Request {id}",
  "waiting.deeds": "{release} nach {environment}",
};
