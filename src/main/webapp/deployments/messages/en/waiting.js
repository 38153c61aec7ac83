/* What waits. */
export default {
  "waiting.loading": "Looking what waits …",
  "waiting.count": { one: "{count} promotion waits for you.", other: "{count} promotions wait for you." },
  "waiting.others": { one: "Also {count} that waits for others or for time", other: "Also {count} that wait for others or for time" },
  "waiting.empty": "Nothing waits for you.",
  "waiting.list": "Promotions that wait, oldest first",
  "waiting.to": "to",
  "waiting.asking": "Its gates are being asked.",
  "waiting.since": "asked for by {by} {time}",
  "waiting.earliest": "earliest",
  "waiting.pullRequest": "pull request {id}",
  "waiting.deeds": "{release} to {environment}",
};
