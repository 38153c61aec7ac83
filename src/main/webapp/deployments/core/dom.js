/*
 * Builds elements. Text becomes text and nothing else: there is no way in here to hand over markup, and an address that would run
 * a script is left out. The server's policy (Trusted Types) refuses whatever would get around this.
 */

const SVG = "http://www.w3.org/2000/svg";
const ADDRESSES = new Set(["href", "src", "action", "formaction", "poster", "data"]);

/**
 * An address a link may have: relative, or http or https; `null` for any other.
 *
 * @param {unknown} address
 * @returns {string | null}
 */
export function safeAddress(address) {
  const text = String(address ?? "").trim();
  // Browsers pass over control characters within the name of a scheme.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text.replace(/[\u0000-\u0020]/g, ""));
  if (text === "" || (scheme && !["http", "https"].includes(scheme[1].toLowerCase()))) {
    return null;
  }
  return text;
}

function set(element, name, value) {
  if (name === "class") {
    element.setAttribute("class", Array.isArray(value) ? value.filter(Boolean).join(" ") : (value ?? ""));
  } else if (name === "on") {
    for (const [type, listener] of Object.entries(value)) {
      element.addEventListener(type, listener);
    }
  } else if (name === "data") {
    for (const [key, one] of Object.entries(value)) {
      if (one !== null && one !== undefined) {
        element.dataset[key] = one;
      }
    }
  } else if (name === "style") {
    // Through the object, which a strict policy allows, and never as an attribute.
    for (const [key, one] of Object.entries(value)) {
      element.style.setProperty(key, one);
    }
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden" || name === "selected") {
    element[name] = value;
  } else if (name.startsWith("on")) {
    throw new TypeError(`${name} is no attribute here; use on: {${name.slice(2)}: listener}`);
  } else if (value !== null && value !== undefined && value !== false) {
    const text = ADDRESSES.has(name) ? safeAddress(value) : value === true ? "" : String(value);
    if (text !== null) {
      element.setAttribute(name, text);
    }
  }
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

function make(element, first, rest) {
  const plain = first !== null && typeof first === "object" && !Array.isArray(first) && !(first instanceof Node);
  if (plain) {
    for (const [name, value] of Object.entries(first)) {
      set(element, name, value);
    }
  }
  append(element, plain ? rest : [first, ...rest]);
  return element;
}

/**
 * An HTML element: `h("a", {href: "…", class: ["x", on && "y"], data: {id: 1}, on: {click: go}}, "text", child, [more])`. What is
 * `null`, `undefined` or `false` is left out; `true` is an attribute without value.
 */
export function h(tag, attributes, ...children) {
  return make(document.createElement(tag), attributes, children);
}

/** The same of SVG. */
export function svg(tag, attributes, ...children) {
  return make(document.createElementNS(SVG, tag), attributes, children);
}

/** Takes away what is in an element and puts this there. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

const drawn = new WeakMap();

/** Fills an element when what is to be seen in it is not what it was filled with last; tells whether it did. */
export function redraw(element, data, draw) {
  const now = JSON.stringify(data);
  if (drawn.get(element) === now) {
    return false;
  }
  drawn.set(element, now);
  fill(element, draw());
  return true;
}

/**
 * Sets the text of an element if it is another, so that what did not change is not drawn or read aloud again. Tells whether it was.
 */
export function text(element, value) {
  const now = String(value);
  if (element.textContent === now) {
    return false;
  }
  element.textContent = now;
  return true;
}

/**
 * Makes the children of an element those of a list: what was there by its key stays the same element, is updated and moved only when
 * it must; focus, selection and scroll positions within it survive.
 *
 * @param {Element} parent with no other children
 * @param {T[]} items
 * @param {(item: T) => string} key different for each
 * @param {(item: T) => Element} create
 * @param {(element: Element, item: T) => void} [update] also called for what was created
 * @template T
 */
export function keyed(parent, items, key, create, update = () => {}) {
  const names = new Set(items.map(key));
  const before = new Map();
  for (const child of [...parent.children]) {
    if (names.has(child.dataset.key)) {
      before.set(child.dataset.key, child);
    } else {
      // First of all, so that what stays need not be moved past it, which would take its focus.
      child.remove();
    }
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = key(item);
    let element = before.get(name);
    if (!element) {
      element = create(item);
      element.dataset.key = name;
    }
    if (element === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(element, place);
    }
    update(element, item);
  }
}
