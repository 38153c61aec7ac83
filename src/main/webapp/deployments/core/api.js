/*
 * Talks to the HTTP API. One `Api` for a page: it knows where the API is and how its host wants to be spoken to, asks only for what
 * has changed, and says when the host cannot be reached.
 */

/**
 * The host answered that something is wrong (RFC 9457), or something answered that is not the host. `status` and `type` are for
 * programs, `detail` is what it says to people; where it says nothing, `said` of `failure.js` does.
 */
export class Problem extends Error {
  /** @param {any} body the document; whatever else came instead */
  constructor(status, body) {
    const detail = [body?.detail, body?.title].find((one) => typeof one === "string" && one.trim() !== "") ?? "";
    super(detail || `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.type = String(body?.type ?? "").replace("urn:deployment-gates:problem:", "");
    this.detail = detail;
  }
}

/** The host did not answer. */
export class Unreachable extends Error {
  constructor(cause) {
    super(cause?.message || "no answer", { cause });
    this.name = "Unreachable";
  }
}

const REMEMBERED = 32;
/** What proxies say while the host behind them is away. */
const AWAY = [502, 503, 504];

/** A key that nobody else thinks of; `randomUUID` is there only over TLS and on the own machine. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Dispatches `unauthenticated`, which says that nobody is signed in any more, and the `events` that `live.js` hears of. */
export class Api extends EventTarget {
  #base;
  #headers;
  #fetch;
  #known = new Map();

  /**
   * @param {string} base where the API is, such as `/api`
   * @param {Record<string, string>} [headers] sent with whatever changes something, such as a crumb
   * @param {typeof fetch} [fetcher]
   */
  constructor(base, headers = {}, fetcher = (...request) => fetch(...request)) {
    super();
    this.#base = base.replace(/\/+$/, "");
    this.#headers = { "X-Deployment-Gates": "page", ...headers };
    this.#fetch = fetcher;
  }

  /** The address of an operation; parameters that are `null`, `undefined` or empty are left out, lists are repeated. */
  address(path, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined && one !== "") {
          query.append(name, one);
        }
      }
    }
    const text = query.toString();
    return this.#base + path + (text ? `?${text}` : "");
  }

  /**
   * Reads. When nothing has changed since the same was read, the same object is returned, so that `===` tells.
   *
   * @returns {Promise<any>}
   * @throws {Problem} when the host refuses
   * @throws {Unreachable} when it does not answer
   */
  async get(path, parameters, { signal } = {}) {
    const address = this.address(path, parameters);
    const known = this.#known.get(address);
    const headers = { Accept: "application/json" };
    if (known) {
      headers["If-None-Match"] = known.tag;
    }
    const response = await this.request(address, { headers, signal });
    if (response.status === 304 && known) {
      return known.data;
    }
    const data = await this.read(response);
    const tag = response.headers.get("ETag");
    if (tag) {
      this.#known.delete(address);
      this.#known.set(address, { tag, data });
      if (this.#known.size > REMEMBERED) {
        this.#known.delete(this.#known.keys().next().value);
      }
    }
    return data;
  }

  /**
   * Changes something. `key` makes sending it again the same as sending it once: pass the same one when the person tries again after
   * `Unreachable`.
   */
  async send(method, path, body, { key = newKey(), signal } = {}) {
    const headers = { ...this.#headers, Accept: "application/json", "Idempotency-Key": key };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const response = await this.request(this.address(path), {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return this.read(response);
  }

  /** As `send`, with POST. */
  post(path, body, options) {
    return this.send("POST", path, body, options);
  }

  /** The raw answer to a request; the rest of this class and `live.js` are made of it. Nobody is sent elsewhere: that is status 0. */
  async request(address, options) {
    return reached(this.#fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual", ...options }));
  }

  /** What an answer says; fails as `get` does. */
  async read(response) {
    if (response.status === 204) {
      return null;
    }
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    const body = isJson ? await reached(response.json()) : undefined;
    if (response.ok && body !== undefined) {
      return body;
    }
    if (response.status === 401) {
      this.dispatchEvent(new Event("unauthenticated"));
    }
    if (AWAY.includes(response.status) && !body?.type) {
      throw new Unreachable(new Error(`HTTP ${response.status}`));
    }
    throw new Problem(response.status, body);
  }
}

/** The result of talking to the network; what is no JSON although it says so is `undefined`. */
async function reached(talk) {
  try {
    return await talk;
  } catch (failure) {
    if (failure instanceof SyntaxError) {
      return undefined;
    }
    throw failure?.name === "AbortError" ? failure : new Unreachable(failure);
  }
}
