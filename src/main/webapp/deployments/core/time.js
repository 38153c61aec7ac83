import { h } from "./dom.js";

/** In milliseconds. */
export const MINUTE = 60000;

/** The text of `<input type="datetime-local">` for an instant in the viewer's zone; empty for none. */
export function localText(at) {
  if (at === null || Number.isNaN(at)) {
    return "";
  }
  const date = new Date(at);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

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
