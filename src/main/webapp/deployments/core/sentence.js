import { h } from "./dom.js";

/**
 * A text with its values as parts of their own: names, which may run the other way than the text, each in a `<bdi>`, and elements as
 * they are.
 *
 * @param {import("./i18n.js").Texts} texts
 * @param {string} key
 * @param {Record<string, string | number | Node>} values numbers are written as the text has them
 * @returns {(string | Node)[]} for `h` and `fill`
 */
export function sentence(texts, key, values = {}) {
  const names = Object.keys(values).filter((name) => typeof values[name] !== "number");
  const marks = Object.fromEntries(names.map((name, place) => [name, `\u0000${place}\u0000`]));
  return texts
    .t(key, { ...values, ...marks })
    .split("\u0000")
    .map((piece, place) => {
      const value = values[names[Number(piece)]];
      return place % 2 === 0 ? piece : value instanceof Node ? value : h("bdi", {}, value ?? "");
    });
}
