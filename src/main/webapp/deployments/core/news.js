import { Live } from "./live.js";
import { liveStatus } from "./live-status.js";

/** Events come in bursts; so many milliseconds after the first of them it is looked what has become of it. */
const GATHERING = 150;

/**
 * Keeps a component up to date as long as its signal lasts.
 *
 * @param {import("./element.js").DgElement} component
 * @param {(event: object) => boolean} concerns whether an event may change what is shown
 * @param {() => void} look looks again; called once for events that come together, and after some may have been missed
 * @param {number} [gathering] milliseconds
 * @returns {HTMLElement} says whether what is shown is what is
 */
export function news({ api, texts, signal }, concerns, look, gathering = GATHERING) {
  const live = new Live(api, null);
  let timer = 0;
  live.addEventListener("events", ({ detail }) => {
    if (detail.length === 0 || detail.some(concerns)) {
      timer ||= setTimeout(() => {
        timer = 0;
        look();
      }, gathering);
    }
  });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    live.close();
  });
  return liveStatus(live, texts, signal);
}
