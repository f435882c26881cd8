// The office's page while the line to the server is cut: nothing that was typed is lost.
const kept = "office-typed";
const notice = () => document.getElementById("components-reconnect-modal");
// Once for a document; the notice itself is made anew when the circuit takes over the page.
let isCut = false, isWatching = false;
const touched = new Set();

export function attach(element) {
  // The circuit has made the page anew: scripts of its parts begin again.
  document.dispatchEvent(new Event("circuitload"));
  showKept(element);
  element.addEventListener("components-reconnect-state-changed", (event) => changed(event.detail));
  element.addEventListener("click", (event) => {
    if (event.target.closest("[data-reconnect]")) connect();
    if (event.target.closest("[data-reopen]")) { keep(); location.reload(); }
    if (event.target.closest("[data-forget]")) { sessionStorage.removeItem(kept); element.classList.remove("has-kept"); }
  });
  if (isWatching) return;
  isWatching = true;
  document.addEventListener("input", (event) => { if (isCut) touched.add(event.target); }, true);
  document.addEventListener("change", (event) => { if (isCut) touched.add(event.target); }, true);
  // A button would reach nobody. Links lead on as links do.
  document.addEventListener("click", (event) => {
    if (!isCut || !event.target.closest("#content, .mud-popover, .mud-dialog-container") || event.target.closest("#components-reconnect-modal")) return;
    event.stopPropagation();
    if (!event.target.closest("a[href]")) event.preventDefault();
  }, true);
  document.addEventListener("submit", search);
  document.addEventListener("click", copy);
  document.addEventListener("click", toField, true);
}

// A text that somebody hands over. Without https there is no clipboard: a selection can be copied even then.
async function copy(event) {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  if (navigator.clipboard) await navigator.clipboard.writeText(source.textContent);
  else {
    getSelection().selectAllChildren(source);
    document.execCommand("copy");
  }
  button.nextElementSibling.textContent = button.dataset.copied;
}

// From a form's summary of errors to the field: a link would only scroll, and be taken for leaving the page.
function toField(event) {
  const link = event.target.closest(".form-errors a[href*='#']");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  document.getElementById(decodeURIComponent(link.hash.slice(1)))?.focus();
}

function changed({ state, currentAttempt }) {
  if (state === "hide") return restored();
  isCut = true;
  if (state === "rejected") show("failed");
  // The line is also cut when the sign-in is over: ask before the reader waits in vain.
  else if (state === "show" || (state === "retrying" && currentAttempt % 5 === 1)) askWhetherSignedIn();
}

async function askWhetherSignedIn() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (isCut && answer.type === "opaqueredirect") show("over");
  } catch {
    // The server cannot be reached either: it goes on trying.
  }
}

function show(state) {
  notice().dataset.state = state;
}

function restored() {
  isCut = false;
  delete notice().dataset.state;
  // What was typed meanwhile did not reach the server.
  for (const field of touched) {
    if (!field.isConnected) continue;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  touched.clear();
}

async function connect() {
  try {
    if (!(await window.Blazor.reconnect())) show("failed");
  } catch {
    show("failed");
  }
}

// What stands in the fields, with their labels; no secrets.
function keep() {
  const texts = [...document.querySelectorAll("#content input, #content textarea, .mud-dialog input, .mud-dialog textarea")]
    .filter((field) => field.matches("textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=number]") && field.value.trim() && field.value !== field.defaultValue)
    .map((field) => ({ label: (field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? "").trim(), text: field.value }));
  if (texts.length > 0) sessionStorage.setItem(kept, JSON.stringify({ person: notice().dataset.person, path: location.pathname, texts }));
}

function showKept(element) {
  const found = JSON.parse(sessionStorage.getItem(kept) ?? "null");
  if (!found) return;
  if (found.person !== element.dataset.person) {
    sessionStorage.removeItem(kept);
    return;
  }
  if (found.path !== location.pathname) return;
  const list = element.querySelector("[data-kept-texts]");
  list.replaceChildren(...found.texts.flatMap(({ label, text }) => {
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = label;
    value.textContent = text;
    value.dir = "auto";
    return [name, value];
  }));
  element.classList.add("has-kept");
}

// What a reader chose of a list, in this browser alone.
export const remember = (name, value) => localStorage.setItem("office-" + name, value);
export const recall = (name) => localStorage.getItem("office-" + name);

// The heading cells of a grid say by which of them the rows are ordered.
export function markSort(grid) {
  for (const heading of grid.querySelectorAll("thead th")) {
    const sort = heading.querySelector("[data-sort]")?.dataset.sort;
    if (sort) heading.setAttribute("aria-sort", sort);
    else heading.removeAttribute("aria-sort");
  }
}

// The search of the app bar, without opening the page anew where the circuit can show the result.
function search(event) {
  const form = event.target.closest("[data-office-search]");
  if (!form || isCut || !window.Blazor) return;
  event.preventDefault();
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form)).toString();
  window.Blazor.navigateTo(address.href);
}
