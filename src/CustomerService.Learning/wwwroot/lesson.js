// Keeps the reader's place, checks practice and opens terms where they stand. The lesson reads the same without it.
const afterReading = 1500;
const ready = new WeakSet();
let place;

export function attach(article) {
  place?.leave();
  place = keepPlace(article);
  if (ready.has(article)) return;
  ready.add(article);
  article.addEventListener("click", explain);
  article.addEventListener("submit", check);
}

function keepPlace(article) {
  const url = article.dataset.position;
  const token = article.querySelector("input[name=__RequestVerificationToken]")?.value;
  const headings = [...article.querySelectorAll(".prose > :is(h2, h3)[id]")];
  const resume = article.querySelector("[data-resume]");
  if (resume) resume.hidden = location.hash.length > 1;
  let kept = location.hash.slice(1);
  let timer;

  // The last heading that has come up into the upper part of the window is where the reader is.
  const here = () => headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight * 0.4)?.id ?? "";
  const keep = () => {
    clearTimeout(timer);
    const anchor = here();
    if (anchor === kept || !token || !article.isConnected) return;
    kept = anchor;
    const body = new URLSearchParams({ anchor, __RequestVerificationToken: token });
    fetch(url, { method: "POST", body, keepalive: true }).catch(() => { kept = null; });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, afterReading);
  };
  const hidden = () => { if (document.visibilityState === "hidden") keep(); };

  // The margin above makes a heading count once it has passed the line, however fast it passed.
  const observer = new IntersectionObserver(later, { rootMargin: "1000000px 0px -60% 0px" });
  headings.forEach((heading) => observer.observe(heading));
  document.addEventListener("visibilitychange", hidden);
  return {
    leave() {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("visibilitychange", hidden);
    },
  };
}

// A term's meaning appears beneath its paragraph, with the way to the glossary; a second click closes it.
function explain(event) {
  const term = event.target.closest("a.term[title]");
  if (!term || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  const article = event.currentTarget;
  const isOpen = term.getAttribute("aria-expanded") === "true";
  for (const open of article.querySelectorAll(".term-note")) open.remove();
  for (const other of article.querySelectorAll("a.term[aria-expanded]")) other.removeAttribute("aria-expanded");
  if (isOpen) return;
  term.setAttribute("aria-expanded", "true");
  const note = document.createElement("div");
  note.className = "term-note";
  note.setAttribute("role", "status");
  const block = term.closest("p, h2, h3, h4, li, td, th, dd, figcaption") ?? term;
  if (block.matches("p, h2, h3, h4, a")) block.after(note);
  else block.append(note);
  const more = document.createElement("a");
  more.href = term.href;
  more.textContent = article.dataset.glossary;
  note.append(term.title, " ", more);
}

// A practice card is checked by itself: the other cards keep their answers and the page its place.
async function check(event) {
  const card = event.target.closest("form.practice");
  if (!card) return;
  event.preventDefault();
  try {
    const response = await fetch(card.action, { method: "POST", body: new URLSearchParams(new FormData(card)) });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(card.id);
    card.replaceWith(document.adoptNode(answer));
    for (const part of answer.querySelectorAll("[data-module]")) {
      (await import(new URL(part.dataset.module, document.baseURI).href)).attach(part);
    }
    const told = answer.querySelector(".feedback, [data-error]:not([hidden])");
    told?.focus({ preventScroll: true });
    told?.scrollIntoView({ block: "nearest" });
  } catch {
    card.submit();
  }
}
