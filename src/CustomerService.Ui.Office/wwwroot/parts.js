// What the office's parts need of a browser that a circuit cannot do: keep the page still under keys, and the focus within a dialog.
const held = new WeakMap();
const taken = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Enter", " "];

// A dialog beside its field: its grid has the focus, Tab goes round in it, a press elsewhere dismisses it. It may be closed already.
export function holdDialog(popup) {
  if (!popup) return;
  const keys = (event) => {
    if (taken.includes(event.key) && event.target.closest("table")) event.preventDefault();
    if (event.key === "Tab") goRound(event, popup);
    // MudBlazor's dialog hears Escape by a listener of its own and would close as well.
    if (event.key === "Escape" && popup.closest(".mud-dialog-container")) {
      event.stopPropagation();
      popup.querySelector("[data-close]").click();
    }
  };
  const press = (event) => { if (!popup.parentElement?.contains(event.target)) popup.querySelector("[data-dismiss]")?.click(); };
  popup.addEventListener("keydown", keys);
  document.addEventListener("pointerdown", press);
  held.set(popup, press);
  popup.querySelector("[role='grid']").focus();
}

export function releaseDialog(popup) {
  if (!popup) return;
  document.removeEventListener("pointerdown", held.get(popup));
}

// Where a dialog of MudBlazor begins: it notes what had the focus, then takes the focus to its own frame, some time after it is drawn.
export function focusFirst(field) {
  const dialog = field.closest(".mud-dialog-container");
  if (dialog.contains(document.activeElement)) field.focus();
  else dialog.addEventListener("focusin", () => field.focus(), { once: true });
}

// A list below a text box: its keys move in the list, not in the text, and Enter does not send the form.
export function holdList(input) {
  input.addEventListener("keydown", (event) => {
    const isOpen = input.getAttribute("aria-expanded") === "true";
    if (["ArrowUp", "ArrowDown"].includes(event.key) || (event.key === "Enter" && isOpen)) event.preventDefault();
    // As in holdDialog: the list alone closes, as when the focus leaves it.
    if (event.key === "Escape" && isOpen && input.closest(".mud-dialog-container")) {
      event.stopPropagation();
      input.dispatchEvent(new FocusEvent("blur"));
    }
  });
}

export function reveal(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

function goRound(event, popup) {
  const stops = [...popup.querySelectorAll("button:not([hidden], :disabled, [tabindex='-1']), [tabindex='0']")];
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}

// A tree: the focus stays on it, and it names the item that is active. Keys move without the server; only opening and choosing press an item.
export function holdTree(tree) {
  let typed = "", lastKey = 0;
  const items = () => [...tree.querySelectorAll("[role='treeitem']")];
  const level = (item) => Number(item.getAttribute("aria-level"));
  const above = (item) => {
    let at = item.previousElementSibling;
    while (at && level(at) >= level(item)) at = at.previousElementSibling;
    return at;
  };
  const active = () => document.getElementById(tree.getAttribute("aria-activedescendant") ?? "") ?? tree.querySelector("[aria-selected='true']") ?? tree.querySelector("[role='treeitem']");
  const mark = (item) => {
    for (const old of tree.querySelectorAll("[data-active]")) delete old.dataset.active;
    item.dataset.active = "";
    tree.setAttribute("aria-activedescendant", item.id);
  };
  const toggle = (item) => item.querySelector("[data-toggle]")?.click();
  const find = (letter, now) => {
    const isAnew = now - lastKey > 700;
    typed = isAnew ? letter : typed + letter;
    lastKey = now;
    const all = items(), from = all.indexOf(active());
    // The same letter again leads on to the next of that letter.
    const isOne = [...typed].every((sign) => sign === letter);
    const wanted = isOne ? letter : typed;
    const order = [...all.slice(from + 1), ...all.slice(0, from + 1)];
    if (!isOne) order.unshift(order.pop());
    return order.find((item) => item.dataset.name.startsWith(wanted));
  };
  tree.addEventListener("focus", () => { const item = active(); if (item) mark(item); });
  tree.addEventListener("click", (event) => { const item = event.target.closest("[role='treeitem']"); if (item) mark(item); });
  tree.addEventListener("keydown", (event) => {
    const item = active();
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const isOpen = item.getAttribute("aria-expanded");
    const [inwards, outwards] = getComputedStyle(tree).direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    let next = null;
    if (event.key === "ArrowDown") next = item.nextElementSibling;
    else if (event.key === "ArrowUp") next = item.previousElementSibling;
    else if (event.key === "Home") next = items()[0];
    else if (event.key === "End") next = items().at(-1);
    else if (event.key === inwards) isOpen === "false" ? toggle(item) : next = isOpen ? item.nextElementSibling : null;
    else if (event.key === outwards) isOpen === "true" ? toggle(item) : next = above(item);
    else if (event.key === "*") items().filter((one) => level(one) === level(item) && above(one) === above(item) && one.getAttribute("aria-expanded") === "false").forEach(toggle);
    else if (event.key === "Enter" || event.key === " ") item.click();
    else if (event.key.length === 1) next = find(fold(event.key), event.timeStamp);
    else return;
    event.preventDefault();
    if (next) {
      mark(next);
      next.scrollIntoView({ block: "nearest" });
    }
  });
}

// As names are folded: one letter for those that are read as one.
const alike = { "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و" };
const fold = (letter) => alike[letter] ?? letter.toLowerCase();

// What was opened beside a list takes the focus where it stands in the place of the list, as on a phone.
export function focusInPlaceOf(element, replaced) {
  if (getComputedStyle(replaced).display !== "none") return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
}

export function focusField(form) {
  form.querySelector("input:not([type='hidden']), select, textarea")?.focus();
}
