// Small comforts of the shell. Everything works without them.
const root = document;

function closeMenus(except) {
  for (const menu of root.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

root.addEventListener("click", (event) => {
  // A link within a menu may lead to a page that the circuit shows without loading it anew.
  closeMenus(event.target.closest("a[href]") ? null : event.target.closest("details.menu"));
  const shower = event.target.closest("[data-shows]");
  if (shower) showPassword(shower);
  const cancel = event.target.closest("[data-confirm-cancel]");
  if (cancel) {
    event.preventDefault();
    const question = cancel.closest("[data-confirm]");
    question.open = false;
    question.querySelector("summary").focus();
  }
});

root.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = root.querySelector("details.menu[open]");
  if (!open) return;
  closeMenus();
  open.querySelector("summary").focus();
});

function showPassword(button) {
  const input = root.getElementById(button.dataset.shows);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
  button.setAttribute("aria-label", shown ? button.dataset.whenOn : button.dataset.whenOff);
}

function prepare() {
  for (const button of root.querySelectorAll("[data-shows][hidden]")) button.hidden = false;
  // A part of a page that brings its own behaviour: <div data-module="@Assets["_content/…/name.js"]">; the module exports attach(element).
  for (const part of root.querySelectorAll("[data-module]:not([data-module-ready])")) {
    part.dataset.moduleReady = "";
    import(new URL(part.dataset.module, root.baseURI).href).then((module) => module.attach(part));
  }
  if (root.querySelector("[data-date-input]")) {
    import("./date-input.js").then((module) => module.prepare());
  }
}

prepare();
// After enhanced navigation the page is new, the script is not.
root.addEventListener("circuitload", prepare);
window.Blazor?.addEventListener("enhancedload", () => { closeMenus(); prepare(); });
