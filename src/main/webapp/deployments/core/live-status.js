import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { time } from "./time.js";

/**
 * Says whether what is shown is what is: live, connecting, or stale since when, with a button to try again.
 *
 * @param {import("./live.js").Live} live
 * @param {import("./i18n.js").Texts} texts
 * @param {AbortSignal} signal ends it
 */
export function liveStatus(live, texts, signal) {
  const element = h("p", { class: "dg-live", role: "status", tabindex: "-1" });
  const show = () => {
    const focused = element.contains(document.activeElement);
    element.dataset.state = live.state;
    if (live.state === "stale") {
      const moment = time(texts, live.staleSince.toISOString(), "moment");
      const [before, after] = texts.t("live.stale", { time: "\u0000" }).split("\u0000");
      fill(
        element,
        icon("stale"),
        h("span", {}, before, moment, after),
        h("button", { type: "button", class: "dg-button dg-button--quiet", on: { click: () => live.retry() } }, texts.t("live.retry")),
      );
    } else {
      fill(element, icon("live"), h("span", {}, texts.t(`live.${live.state}`)));
    }
    if (focused) {
      // Its button is another, or gone.
      (element.querySelector("button") ?? element).focus();
    }
  };
  live.addEventListener("state", show, { signal });
  show();
  return element;
}
