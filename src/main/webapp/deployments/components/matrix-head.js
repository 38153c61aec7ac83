import { h } from "../core/dom.js";
import { sign } from "./matrix-cell.js";

/**
 * The rows at the head of the matrix: tiers, if columns are grouped by them, and environments.
 *
 * @param {import("./matrix-model.js").Matrix} matrix
 * @param {{columns: number[], tiers: {name: string, columns: number}[]}} shown
 * @param {import("../core/i18n.js").Texts} texts
 */
export function headRows(matrix, { columns, tiers }, texts) {
  const rows = [h("div", { role: "row", class: "dg-grid__row" }, corner(texts.t("matrix.application")), columns.map((column, at) => environment(matrix.environments[column], at + 2, texts)))];
  if (tiers.length > 0) {
    let from = 2;
    rows.unshift(
      h(
        "div",
        { role: "row", class: "dg-grid__row dg-grid__tiers" },
        corner(texts.t("matrix.tier")),
        tiers.map(({ name, columns: count }) => {
          const header = h(
            "div",
            { role: "columnheader", class: "dg-grid__tier", "aria-colindex": from, "aria-colspan": count, style: { "--dg-span": String(count) } },
            h("bdi", {}, name),
          );
          from += count;
          return header;
        }),
      ),
    );
  }
  rows.forEach((row, at) => row.setAttribute("aria-rowindex", String(at + 1)));
  return rows;
}

function corner(name) {
  return h("div", { role: "columnheader", class: "dg-grid__name", "aria-colindex": "1" }, name);
}

function environment({ name, tier, hold }, index, texts) {
  return h(
    "div",
    {
      role: "columnheader",
      class: "dg-grid__column",
      "aria-colindex": index,
      title: hold && texts.t("matrix.held", { by: hold.by, reason: hold.reason }),
    },
    h("span", { class: "dg-grid__environment" }, h("bdi", {}, name)),
    h(
      "span",
      { class: "dg-quiet dg-grid__kind" },
      hold ? [h("span", { class: "dg-state--hold" }, sign("hold")), " ", texts.t("matrix.mark.hold")] : h("bdi", {}, tier),
    ),
  );
}
