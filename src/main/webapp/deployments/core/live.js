/*
 * What happens, as it happens: the ledger's events over Server-Sent Events. Read by fetch and not by EventSource, which can neither
 * tell why it fails nor go on after a number of our choice. A page that nobody looks at lets its connection go, since a browser has
 * six for a host and all its windows, and catches up when it is looked at again.
 */

const PAUSES = [500, 1000, 2000, 5000, 10000, 30000];
/** The host gives a sign of life every 15 seconds; without two of them the connection is dead, whatever the browser thinks. */
const SILENCE = 40000;
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
   * @param {number | null} after the sequence number of the newest event that is known; `null` for events from now on, where after a
   *     break there may have been some: then an empty list of them says so
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

  /** Tries again now, as when a person asks for it. */
  retry() {
    this.#failures = 0;
    this.#connect();
  }

  /** Ends for good. */
  close() {
    this.#ended = true;
    document.removeEventListener("visibilitychange", this.#onVisibility);
    removeEventListener("offline", this.#onOffline);
    removeEventListener("online", this.#onOnline);
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#attempt?.abort();
  }

  #seen() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") {
      this.#timer = setTimeout(() => this.#attempt?.abort(), PATIENCE);
    } else if (!this.#attempt) {
      this.retry();
    }
  }

  async #connect() {
    clearTimeout(this.#timer);
    if (this.#ended || this.#attempt) {
      return;
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    let lost = true;
    try {
      const response = await this.#api.request(this.#api.address("/v1/events", { after: this.#after }), {
        headers: { Accept: "text/event-stream" },
        signal: attempt.signal,
      });
      if (response.ok) {
        await this.#read(response.body.getReader(), attempt);
        lost = false;
      } else if (response.status === 401 || response.status === 403) {
        this.#api.dispatchEvent(new Event("unauthenticated"));
      }
    } catch {
      // Told of by the state; the reason is the host's or the network's, and the next attempt may do better.
    }
    clearTimeout(this.#watch);
    this.#attempt = null;
    this.#again(lost);
  }

  async #read(reader, attempt) {
    const parser = new EventParser();
    const decoder = new TextDecoder();
    this.#is("live");
    if (this.#wasLive && this.#after === null) {
      this.dispatchEvent(new CustomEvent("events", { detail: [] }));
    }
    this.#wasLive = true;
    for (;;) {
      clearTimeout(this.#watch);
      this.#watch = setTimeout(() => attempt.abort(), SILENCE);
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.#failures = 0;
      const events = parser.push(decoder.decode(value, { stream: true })).map((event) => {
        this.#after = Number(event.id);
        return JSON.parse(event.data);
      });
      if (events.length > 0) {
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
