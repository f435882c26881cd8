const ready = new WeakSet();

export function attach(button) {
  button.hidden = false;
  if (ready.has(button)) return;
  ready.add(button);
  button.addEventListener("click", () => window.print());
}
