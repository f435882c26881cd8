// A month beside a date box: Jalali or Gregorian as the reader reads, Saturday first in the Jalali one.
// Days are whole numbers of days since 1970-01-01 (UTC), so that no time zone can move them.
const DAY = 86400000;
const jalali = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
const gregorian = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });

const at = (day) => new Date(day * DAY);

function parts(day, calendar) {
  const found = { year: 0, month: 0, day: 0 };
  for (const { type, value } of (calendar === "persian" ? jalali : gregorian).formatToParts(at(day))) {
    if (type in found) found[type] = Number.parseInt(value, 10);
  }
  return found;
}

function latin(text) {
  return text.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
}

// The server is the judge of what is typed; here it is enough to find the month to open.
function read(text) {
  const match = /^\s*(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*$/.exec(latin(text));
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  if (year > 1700) return Date.UTC(year, month - 1, day) / DAY;
  // Close to the day by the length of the year, then step to it.
  let guess = Math.floor(Date.UTC(year + 621, 2, 21) / DAY) + (month - 1) * 30 + day - 1;
  for (let i = 0; i < 40; i++, guess++) {
    const p = parts(guess - 3, "persian");
    if (p.year === year && p.month === month && p.day === day) return guess - 3;
  }
  return null;
}

// Enhanced navigation keeps elements and takes back their attributes: what is ready is remembered here, not in the page.
const ready = new WeakSet();

export function prepare() {
  for (const box of document.querySelectorAll("[data-date-input]")) {
    const button = box.querySelector("button");
    button.hidden = false;
    if (ready.has(button)) continue;
    ready.add(button);
    attach(box);
  }
}

function attach(box) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  const { calendar, digits } = box.dataset;
  const language = document.documentElement.lang;
  const locale = `${language}-u-ca-${calendar}-nu-${digits}`;
  const first = calendar === "persian" ? 6 : 1;
  const figure = new Intl.NumberFormat(locale, { useGrouping: false });
  const monthName = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const full = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "narrow", timeZone: "UTC" });
  const weekdayName = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
  let popup = null;

  button.addEventListener("click", () => (popup?.isConnected ? close() : open(read(input.value) ?? today)));

  function write(day) {
    const p = parts(day, calendar);
    const pad = (n, length) => figure.format(n).padStart(length, figure.format(0));
    const sign = calendar === "persian" ? "/" : "-";
    input.value = [pad(p.year, 4), pad(p.month, 2), pad(p.day, 2)].join(sign);
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }

  function close() {
    popup?.remove();
    popup = null;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    button.focus();
  }

  function outside(event) {
    if (!box.contains(event.target)) close();
  }

  function open(day) {
    popup = element("div", { class: "date-popup", role: "dialog", "aria-label": box.dataset.open });
    popup.addEventListener("keydown", keys);
    box.append(popup);
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside);
    show(day);
  }

  function show(day) {
    const focused = parts(day, calendar);
    const start = day - focused.day + 1;
    const chosen = read(input.value);
    const head = element("div", { class: "date-head" },
      arrow(box.dataset.previous, "‹", () => show(start - 1)),
      element("span", { "aria-live": "polite" }, `${monthName.format(at(day))} ${figure.format(focused.year)}`),
      arrow(box.dataset.next, "›", () => show(start + 32 - parts(start + 32, calendar).day + 1)));
    const table = element("table", { class: "date-grid" });
    const names = element("tr");
    const lead = (at(start).getUTCDay() - first + 7) % 7;
    for (let i = 0; i < 7; i++) {
      const sample = start - lead + i;
      names.append(element("th", { scope: "col", "aria-label": weekdayName.format(at(sample)) }, weekday.format(at(sample))));
    }
    table.append(names);
    let row = null;
    for (let d = start - lead; ; d++) {
      const p = parts(d, calendar);
      if (d >= start && p.month !== focused.month) break;
      if ((d - start + lead) % 7 === 0) table.append((row = element("tr")));
      const cell = element("td");
      if (d >= start) {
        const choice = element("button", { type: "button", "aria-label": full.format(at(d)), "aria-pressed": String(d === chosen), tabindex: d === day ? 0 : -1, "data-day": d }, figure.format(p.day));
        if (d === today) choice.setAttribute("aria-current", "date");
        choice.addEventListener("click", () => write(d));
        cell.append(choice);
      }
      row.append(cell);
    }
    popup.replaceChildren(head, table, element("button", { type: "button", class: "button button-quiet button-small" }, box.dataset.today));
    popup.lastChild.addEventListener("click", () => write(today));
    popup.querySelector(`[data-day="${day}"]`).focus();
  }

  function keys(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return;
    }
    const day = Number(event.target.dataset?.day);
    if (!day) return;
    const forward = getComputedStyle(popup).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 7, ArrowUp: -7, PageDown: 30, PageUp: -30 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(day + step);
  }

  function arrow(label, sign, run) {
    const made = element("button", { type: "button", class: "tool", "aria-label": label }, sign);
    made.addEventListener("click", run);
    return made;
  }
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
