/*
 * What happens, as it happens: the ledger's events over Server-Sent Events. Read by fetch and not by EventSource, which can neither
 * tell why it fails nor go on after a number of our choice. A page that nobody looks at lets its connection go, since a browser has
 * six for a host and all its windows, and catches up when it is looked at again.
 */

const PAUSES = [500, 1000, 2000, 5000, 10000, 30000];
/** The host gives a sign of life every 15 seconds; without two of them the connection is dead, whatever the browser thinks. */
const SILENCE = 40000;
/** So often is looked how long nothing was heard. */
const LOOK = 5000;
/** A page in the background keeps its connection so long. */
const PATIENCE = 10000;

/** Takes a stream of Server-Sent Events apart (WHATWG HTML, section 9.2.6), as far as the API uses them. */
export class EventParser {
  #rest = "";
  #data = [];
  #id = null;

  /** The events that are whole with this piece of text. */
  push(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r/);
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line === "") {
        if (this.#data.length > 0) {
          events.push({ id: this.#id, data: this.#data.join("\n") });
        }
        this.#data = [];
      } else if (line.startsWith("data:")) {
        this.#data.push(line.slice(line[5] === " " ? 6 : 5));
      } else if (line.startsWith("id:")) {
        this.#id = line.slice(3).trim();
      }
    }
    return events;
  }
}

/**
 * Dispatches `events` (`detail`: a list of those of the API, oldest first) and `state`. Its `state` is `connecting`, `live`, or
 * `stale`, which it has been since `staleSince`: what is shown may not be true any more.
 */
export class Live extends EventTarget {
  #api;
  #after;
  #failures = 0;
  #attempt = null;
  #timer = null;
  #watch = null;
  #heard = 0;
  #state = "connecting";
  #staleSince = null;
  #ended = false;
  #wasLive = false;
  #onVisibility = () => this.#seen();
  #onOffline = () => this.#attempt?.abort();
  #onOnline = () => this.retry();

  /**
   * Begins at once.
   *
   * @param {import("./api.js").Api} api
   * @param {number | null} after the sequence number of the newest event that is known; `null` for events from now on. After a break
   *     an empty list of events says that there may have been some, and that what was asked for meanwhile may have failed
   */
  constructor(api, after) {
    super();
    this.#api = api;
    this.#after = after;
    document.addEventListener("visibilitychange", this.#onVisibility);
    addEventListener("offline", this.#onOffline);
    addEventListener("online", this.#onOnline);
    this.#connect();
  }

  get state() {
    return this.#state;
  }

  get staleSince() {
    return this.#staleSince;
  }

  /** Tries again now, as when a person asks for it; an attempt that got no answer yet is given up for another. */
  retry() {
    this.#failures = 0;
    if (this.#attempt && this.#state !== "live") {
      this.#attempt.abort();
    } else {
      this.#connect();
    }
  }

  /** Ends for good. */
  close() {
    this.#ended = true;
    document.removeEventListener("visibilitychange", this.#onVisibility);
    removeEventListener("offline", this.#onOffline);
    removeEventListener("online", this.#onOnline);
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#attempt?.abort();
  }

  #seen() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") {
      this.#timer = setTimeout(() => this.#attempt?.abort(), PATIENCE);
    } else if (this.#attempt) {
      this.#listen();
    } else {
      this.retry();
    }
  }

  /** Gives up an attempt of which nothing was heard for long. Timers stand still while a machine sleeps; its clock does not. */
  #listen() {
    if (Math.abs(Date.now() - this.#heard) >= SILENCE) {
      this.#attempt?.abort();
    }
  }

  async #connect() {
    clearTimeout(this.#timer);
    if (this.#ended || this.#attempt) {
      return;
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#heard = Date.now();
    this.#watch = setInterval(() => this.#listen(), LOOK);
    let lost = true;
    try {
      const response = await this.#api.request(this.#api.address("/v1/events", { after: this.#after }), {
        headers: { Accept: "text/event-stream" },
        signal: attempt.signal,
      });
      if (!response.ok || !response.headers.get("Content-Type")?.includes("text/event-stream")) {
        // Tells the page, too, when nobody is signed in any more.
        await this.#api.read(response);
      } else {
        await this.#read(response.body.getReader());
        lost = false;
      }
    } catch {
      // Told of by the state; the reason is the host's or the network's, and the next attempt may do better.
    }
    clearInterval(this.#watch);
    this.#attempt = null;
    this.#again(lost);
  }

  async #read(reader) {
    const parser = new EventParser();
    const decoder = new TextDecoder();
    const missed = this.#wasLive && (this.#after === null || this.#state === "stale");
    this.#is("live");
    if (missed) {
      this.dispatchEvent(new CustomEvent("events", { detail: [] }));
    }
    this.#wasLive = true;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.#heard = Date.now();
      this.#failures = 0;
      const whole = parser.push(decoder.decode(value, { stream: true }));
      const events = whole.map((event) => JSON.parse(event.data));
      if (events.length > 0) {
        this.#after = Number(whole.at(-1).id);
        this.dispatchEvent(new CustomEvent("events", { detail: events }));
        // For whoever has no connection of their own, as the page around a component.
        this.#api.dispatchEvent(new CustomEvent("events", { detail: events }));
      }
    }
  }

  #again(lost) {
    if (this.#ended) {
      return;
    }
    if (lost || this.#failures > 0 || document.visibilityState === "hidden") {
      this.#is("stale");
    }
    if (document.visibilityState !== "hidden") {
      const pause = PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
      // Not all pages at once when a server comes back.
      this.#timer = setTimeout(() => this.#connect(), pause * (0.75 + Math.random() / 2));
    }
  }

  #is(state) {
    if (this.#state !== state) {
      this.#state = state;
      this.#staleSince = state === "stale" ? new Date() : null;
      this.dispatchEvent(new Event("state"));
    }
  }
}
