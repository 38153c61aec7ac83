/*
 * What a person has chosen on a page is in its address, so that it can be sent to others, bookmarked and gone back to.
 */

/**
 * The choices of a page, as a map from names to texts. A choice at its default is not in the address; parameters of others stay.
 * Dispatches `change` when a person goes back or forward.
 */
export class Choices extends EventTarget {
  #defaults;
  #onPop = () => this.dispatchEvent(new Event("change"));

  /** @param {Record<string, string>} defaults */
  constructor(defaults) {
    super();
    this.#defaults = defaults;
    addEventListener("popstate", this.#onPop);
  }

  get(name) {
    this.#check(name);
    return new URLSearchParams(location.search).get(name) ?? this.#defaults[name];
  }

  /**
   * Makes choices.
   *
   * @param {Record<string, string | null>} values
   * @param {{keep?: boolean}} [options] keep: so that "back" returns to what was before; not for each letter that is typed
   */
  set(values, { keep = false } = {}) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      this.#check(name);
      if (value === null || value === this.#defaults[name]) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    const text = query.toString();
    const address = location.pathname + (text ? `?${text}` : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) {
      history[keep ? "pushState" : "replaceState"](history.state, "", address);
    }
  }

  close() {
    removeEventListener("popstate", this.#onPop);
  }

  #check(name) {
    if (!Object.hasOwn(this.#defaults, name)) {
      throw new RangeError(`'${name}' is no choice of this page; there are ${Object.keys(this.#defaults).join(", ")}`);
    }
  }
}
