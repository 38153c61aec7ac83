import { among } from "./history-model.js";

/**
 * What a mark of the history is called by screen readers.
 *
 * @param mark as the chart has it
 * @param {import("../core/i18n.js").Texts} texts
 */
export function nameOf(mark, texts) {
  const t = (key, values) => texts.t(key, values);
  if (mark.kind === "hold") {
    const { hold } = mark;
    const until = hold.endedAt ? t("history.until", { time: texts.moment(hold.endedAt) }) : t("history.stillHeld");
    return [t("history.name.hold", { reason: hold.reason, name: hold.by }), t("history.since", { time: texts.moment(hold.at) }), until].join(", ");
  }
  if (mark.kind === "hotfix") {
    return [t("history.name.hotfix", { name: mark.hotfix.name }), texts.moment(mark.hotfix.startedAt)].join(", ");
  }
  if (mark.kind === "cluster") {
    const [first, last] = [mark.spans[0], mark.spans.at(-1)];
    const special = Object.entries(among(mark.spans)).filter(([, count]) => count > 0);
    return [
      t("history.name.cluster", { count: mark.count, from: texts.moment(first.from), to: texts.moment(last.to) }),
      ...special.map(([what, count]) => t(`history.among.${what}`, { count })),
    ].join(", ");
  }
  const { span } = mark;
  const { deployment } = span;
  return [
    t("history.name.bar", { version: deployment.version, environment: deployment.environment, application: deployment.application }),
    t(`status.${deployment.status}`),
    span.rollback ? t("history.mark.rollback") : null,
    span.hotfix ? t("history.mark.hotfix") : null,
    t("history.since", { time: texts.moment(span.from) }),
    span.ended ? t("history.until", { time: texts.moment(span.to) }) : t("history.still"),
  ]
    .filter(Boolean)
    .join(", ");
}
