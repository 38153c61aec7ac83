import { Live } from "./live.js";
import { liveStatus } from "./live-status.js";
import { refreshTimes } from "./time.js";

/** Events come in bursts; so many milliseconds after the first of them it is looked what has become of it. */
const GATHERING = 150;
const TICK = 20000;

/**
 * Has a component look again when something happened, and keeps its relative times up to date, until its signal ends that.
 *
 * @param {import("./element.js").DgElement} element
 * @param {() => void} look
 * @param {(event: object) => boolean} [concerns] whether an event of the API matters
 * @param {number} [gathered] so many milliseconds after the first of a burst of events `look` is called
 * @returns {HTMLElement} says whether what is shown is what is
 */
export function follow(element, look, concerns = () => true, gathered = GATHERING) {
  const live = new Live(element.api, null);
  let gathering = 0;
  live.addEventListener("events", ({ detail }) => {
    // No events at all say that there may have been some.
    if (detail.length === 0 || detail.some(concerns)) {
      gathering ||= setTimeout(() => {
        gathering = 0;
        look();
      }, gathered);
    }
  });
  const tick = setInterval(() => refreshTimes(element.texts, element), TICK);
  element.signal.addEventListener("abort", () => {
    live.close();
    clearInterval(tick);
    clearTimeout(gathering);
  });
  return liveStatus(live, element.texts, element.signal);
}
