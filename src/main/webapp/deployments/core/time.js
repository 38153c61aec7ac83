import { h } from "./dom.js";

/**
 * An instant: `<time>` with what a machine reads, the exact instant in the viewer's zone on hover and for screen readers, and the
 * text that is wanted.
 *
 * @param {import("./i18n.js").Texts} texts
 * @param {string} instant ISO 8601
 * @param {"relative" | "moment" | "day" | "age"} [how]
 */
export function time(texts, instant, how = "relative") {
  const element = h("time", { datetime: instant, title: texts.exact(instant), data: { how } });
  element.textContent = texts[how](instant);
  return element;
}

/** Brings the relative times below an element up to date. */
export function refreshTimes(texts, root) {
  for (const element of root.querySelectorAll("time[data-how=relative], time[data-how=age]")) {
    const now = texts[element.dataset.how](element.getAttribute("datetime"));
    if (element.textContent !== now) {
      element.textContent = now;
    }
  }
}
