// Buttons that print and copy the recovery codes; shown only where the browser can do it.
export function attach(part) {
  for (const button of part.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of part.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText([...part.querySelectorAll("[data-code]")].map((code) => code.textContent).join("\n"));
      part.querySelector("[role=status]").textContent = button.dataset.copied;
    });
  }
}
