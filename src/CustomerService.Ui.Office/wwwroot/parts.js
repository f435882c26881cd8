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
