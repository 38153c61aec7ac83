import { h } from "./dom.js";

const SOON = 350;
const NEXT = 100;
const PATIENCE = 250;
const GAP = 4;

/**
 * A card beside what it is about. Shown because of the pointer it comes soon, can be pointed at, and leaves with the pointer; shown
 * because somebody asked for it, it takes the focus. Escape closes it, and `back` puts the focus where it came from (WCAG 2.2, 1.4.13);
 * what is done elsewhere closes it, too.
 */
export class Popup {
  #element;
  #owner = null;
  #asked = null;
  #timer = 0;
  #onKey = (event) => event.key === "Escape" && this.close();
  #onPointer = (event) => this.#element.contains(event.target) || this.close();

  /**
   * @param {string} type a class of the card
   * @param {() => void} back
   */
  constructor(type, back) {
    this.#element = h("div", {
      class: `dg-card dg-popup ${type}`,
      role: "dialog",
      popover: "manual",
      tabindex: "-1",
      on: {
        pointerenter: () => clearTimeout(this.#timer),
        pointerleave: () => this.leave(),
        keydown: (event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            this.close();
            back();
          }
        },
        focusout: (event) => {
          if (event.relatedTarget && !this.#element.contains(event.relatedTarget)) {
            this.close();
          }
        },
      },
    });
  }

  get element() {
    return this.#element;
  }

  /**
   * Shows it beside an element.
   *
   * @param {Element} owner
   * @param {(element: Element, signal: AbortSignal) => void} fill puts in what it says; may go on until it is closed
   * @param {boolean} focused whether somebody asked for it
   */
  show(owner, fill, focused) {
    clearTimeout(this.#timer);
    if (focused) {
      this.#open(owner, fill);
      this.#element.focus();
    } else if (this.#owner !== owner && !this.#element.contains(document.activeElement)) {
      this.#timer = setTimeout(() => this.#open(owner, fill), this.#owner ? NEXT : SOON);
    }
  }

  /** Closes it soon, unless the pointer comes to it or the focus is in it. */
  leave() {
    clearTimeout(this.#timer);
    if (!this.#element.contains(document.activeElement)) {
      this.#timer = setTimeout(() => this.close(), PATIENCE);
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    document.removeEventListener("keydown", this.#onKey);
    document.removeEventListener("pointerdown", this.#onPointer);
    this.#owner = null;
    if (this.#element.matches(":popover-open")) {
      this.#element.hidePopover();
    }
  }

  #open(owner, fill) {
    this.#asked?.abort();
    this.#asked = new AbortController();
    this.#owner = owner;
    // Wherever the focus is: whoever points at something need not move the pointer to see what the card hides.
    document.addEventListener("keydown", this.#onKey);
    document.addEventListener("pointerdown", this.#onPointer);
    fill(this.#element, this.#asked.signal);
    if (!this.#element.matches(":popover-open")) {
      this.#element.showPopover();
    }
    this.place();
  }

  /** Below what it is about, or above it, and within the window; again whenever it has become larger. */
  place() {
    if (!this.#owner?.isConnected) {
      return;
    }
    const at = this.#owner.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#element;
    const below = at.bottom + GAP + height <= innerHeight;
    this.#element.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`;
    const start = getComputedStyle(this.#owner).direction === "rtl" ? at.right - width : at.left;
    this.#element.style.left = `${Math.max(GAP, Math.min(start, document.documentElement.clientWidth - width - GAP))}px`;
  }
}
