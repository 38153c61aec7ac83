import { Problem } from "./core/api.js";
import { fill, h } from "./core/dom.js";
import { apiOf } from "./core/element.js";
import { said } from "./core/failure.js";
import { LANGUAGES, chooseLanguage, texts } from "./core/i18n.js";

/*
 * The page around a component where there is no Jenkins: heading, navigation, who is signed in, theme and language. All addresses are
 * relative, so that it works below any path of a proxy.
 */

const component = document.body.dataset.component;
const THEMES = ["system", "light", "dark"];

function themeNow() {
  return document.documentElement.dataset.theme ?? "system";
}

function chooseTheme(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem("deployment-gates.theme", theme);
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page.
  }
}

const words = await texts("shell");
const t = (key, values) => words.t(key, values);
document.documentElement.lang = words.language;
document.title = t("shell.title", { page: t(`nav.${component}`) });

const main = h("main", { id: "main", tabindex: "-1" });
const person = h("div", { class: "dg-shell__person" });

function choice(label, values, now, name, choose) {
  return h(
    "label",
    { class: "dg-shell__choice" },
    h("span", { class: "dg-unseen" }, label),
    h(
      "select",
      { on: { change: (event) => choose(event.target.value) } },
      values.map((value) => h("option", { value, selected: value === now }, name(value))),
    ),
  );
}

const header = h(
  "header",
  { class: "dg-shell__header" },
  h("a", { class: "dg-shell__skip", href: "#main" }, t("shell.skip")),
  h("a", { class: "dg-shell__name", href: "./" }, t("shell.name")),
  h(
    "nav",
    { "aria-label": t("shell.navigation") },
    h(
      "ul",
      {},
      document.body.dataset.navigation.split(" ").map((entry) => {
        const [path, name] = entry.split("=");
        return h(
          "li",
          {},
          h("a", { href: `./${path}`, "aria-current": name === component ? "page" : null, data: { page: name } }, t(`nav.${name}`)),
        );
      }),
    ),
  ),
  h(
    "div",
    { class: "dg-shell__choices" },
    choice(t("shell.theme"), THEMES, themeNow(), (theme) => t(`shell.theme.${theme}`), chooseTheme),
    choice(t("shell.language"), LANGUAGES, words.language, (language) => t(`shell.language.${language}`), (language) => {
      chooseLanguage(language);
      location.reload();
    }),
    person,
  ),
);

const element = h(`dg-${component}`, { api: "./api", pages: "./", has: document.body.dataset.has });
const api = apiOf(element);

document.body.append(header, main);

async function enter() {
  try {
    const [caller, signedIn] = await Promise.all([
      api.get("/v1/caller"),
      session("GET"),
      import(`./components/${component}.js`),
    ]);
    showPerson(caller.name, signedIn.signedIn);
    fill(main, h("h1", {}, t(`nav.${component}`)), element);
    count();
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 401) {
      askForToken();
    } else {
      showFailure(failure);
    }
  }
}

function showFailure(failure) {
  fill(
    main,
    h(
      "div",
      { class: "dg-notice dg-notice--bad", role: "alert" },
      h("p", {}, said(words, failure)),
      h("button", { type: "button", class: "dg-button", on: { click: enter } }, t("error.again")),
    ),
  );
}

function showPerson(name, signedIn) {
  fill(
    person,
    h("span", {}, name),
    signedIn
      ? h("button", { type: "button", class: "dg-button dg-button--quiet", on: { click: leave } }, t("shell.signOut"))
      : null,
  );
}

let asked = false;

function askForToken() {
  if (asked) {
    return;
  }
  asked = true;
  fill(person);
  const token = h("input", {
    id: "token",
    type: "password",
    autocomplete: "current-password",
    required: true,
    spellcheck: "false",
    class: "dg-input",
    "aria-describedby": "token-help token-problem",
  });
  const problem = h("p", { id: "token-problem", role: "alert", class: "dg-problem" });
  const form = h(
    "form",
    {
      class: "dg-signin dg-card",
      on: {
        submit: (event) => {
          event.preventDefault();
          signIn(token, problem);
        },
      },
    },
    h("h1", {}, t("shell.signIn")),
    h("label", { for: "token" }, t("shell.token")),
    token,
    h("p", { id: "token-help", class: "dg-quiet" }, t("shell.tokenHelp")),
    problem,
    h("button", { type: "submit", class: "dg-button dg-button--main" }, t("shell.signIn")),
  );
  fill(main, form);
  token.focus();
}

async function session(method, body) {
  return api.read(
    await api.request("./session", {
      method,
      headers: { "X-Deployment-Gates": "page", "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    }),
  );
}

async function signIn(token, problem) {
  problem.textContent = "";
  try {
    await session("POST", { token: token.value });
    asked = false;
    await enter();
    // The field that had the focus is gone.
    main.focus();
  } catch (failure) {
    problem.textContent = said(words, failure);
    token.setAttribute("aria-invalid", "true");
    token.select();
  }
}

async function leave() {
  try {
    await session("DELETE");
    location.reload();
  } catch (failure) {
    showFailure(failure);
  }
}

/** How many promotions wait for whoever looks: beside the link to their page, and in the title of the window. */
async function count() {
  const link = header.querySelector("[data-page=waiting]");
  if (!link) {
    return;
  }
  try {
    const waiting = (await api.get("/v1/waiting", { mine: true })).length;
    fill(
      link,
      t("nav.waiting"),
      waiting > 0
        ? [" ", h("span", { class: "dg-shell__count", "aria-hidden": "true" }, words.number(waiting)), h("span", { class: "dg-unseen" }, t("shell.waiting", { count: waiting }))]
        : null,
    );
    const title = t("shell.title", { page: t(`nav.${component}`) });
    document.title = waiting > 0 ? t("shell.titleWaiting", { count: waiting, title }) : title;
  } catch {
    // Without a number the page says all else; what is wrong is told by the component.
  }
}

let counting = 0;

api.addEventListener("events", ({ detail }) => {
  if (detail.some(({ type }) => /^(promotion|approval|configuration)\./.test(type))) {
    clearTimeout(counting);
    counting = setTimeout(count, 300);
  }
});
api.addEventListener("unauthenticated", askForToken);
await enter();
