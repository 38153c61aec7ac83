import { h } from "./core/dom.js";

/*
 * Puts components into pages of Jenkins: each `<div class="dg-host" data-component="matrix" …>` becomes the component, with its other
 * data as attributes. The crumb is where Jenkins has it for scripts.
 */
for (const host of document.querySelectorAll(".dg-host")) {
  const { component, ...data } = host.dataset;
  // What the page leaves open is not given, so that the component takes it from the address.
  const attributes = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== ""));
  const { crumbHeader, crumbValue } = document.head.dataset;
  await import(`./components/${component}.js`);
  host.replaceChildren(h(`dg-${component}`, { ...attributes, "crumb-header": crumbHeader, crumb: crumbValue }));
}
