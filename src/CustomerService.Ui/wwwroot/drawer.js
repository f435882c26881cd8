// The office's drawer: narrow or wide at once, and stored behind the reader's back. Without a script the form does the same and opens the page anew.
export function attach(form) {
  const root = document.documentElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const narrow = root.dataset.drawer !== "narrow";
    const body = new FormData(form);
    body.set("drawer", narrow ? "narrow" : "wide");
    if (narrow) root.dataset.drawer = "narrow";
    else delete root.dataset.drawer;
    button.setAttribute("aria-expanded", String(!narrow));
    button.value = narrow ? "wide" : "narrow";
    fetch(form.action, { method: "post", body: new URLSearchParams(body), redirect: "manual" });
  });
}
