/*
 * Fetches what gates say, which the controller finds out in the background, until it is known. What comes is a piece of HTML
 * from this controller, escaped there.
 */
const PAUSE = 1000;

async function ask(place) {
  for (;;) {
    const response = await fetch(place.dataset.dgAnswer, { credentials: "same-origin", cache: "no-store" });
    if (!response.ok) {
      break;
    }
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    const answer = parsed.querySelector("[data-dg-pending]");
    if (!answer) {
      break;
    }
    place.replaceChildren(answer);
    if (answer.dataset.dgPending !== "true") {
      place.setAttribute("aria-busy", "false");
      return;
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  failed(place);
}

function failed(place) {
  place.textContent = place.dataset.dgFailed;
  place.setAttribute("aria-busy", "false");
}

for (const place of document.querySelectorAll("[data-dg-answer]")) {
  ask(place).catch(() => failed(place));
}

/*
 * What is shown of something that moves by itself is shown again once it has moved; not while somebody writes into it.
 */
const LOOK = 3000;

async function follow(shown) {
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK));
    const writing = [...document.querySelectorAll(".dg-page input[type=text]")].some((input) => input.value);
    if (document.visibilityState !== "visible" || writing) {
      continue;
    }
    const response = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    const now = response.ok && new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-dg-state]");
    if (!now) {
      return;
    }
    if (now.dataset.dgState !== shown) {
      location.reload();
      return;
    }
  }
}

const moving = document.querySelector("[data-dg-state][data-dg-moving=true]");
if (moving) {
  // A controller that cannot be reached leaves the page as it is.
  follow(moving.dataset.dgState).catch(() => {});
}
