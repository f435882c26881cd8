// Saves each answer the moment it is given and says so. While the network is away it keeps the answer in this browser and tries again;
// the clock only shows what the server decides.
const typing = 800;
const longestPause = 15000;
const longestSending = 20000;
let current;

export function attach(form) {
  current?.leave();
  current = start(form);
}

function start(form) {
  const { attempt, answers, result } = form.dataset;
  const text = (name) => form.dataset["text" + name];
  const number = new Intl.NumberFormat("en-u-nu-" + form.dataset.digits, { useGrouping: false });
  const twoDigits = new Intl.NumberFormat("en-u-nu-" + form.dataset.digits, { minimumIntegerDigits: 2 });
  const fill = (template, ...values) => template.replace(/\{(\d)\}/g, (_, index) => values[index]);
  const token = () => form.querySelector("input[name=__RequestVerificationToken]").value;
  const items = new Map([...form.querySelectorAll("[data-item]")].map((element) => [element.dataset.item, element]));
  const alertBox = form.querySelector("[data-alert]");
  const storeName = "attempt:" + attempt;
  const waiting = new Map(); // item → answer not yet on the server
  const sending = new Map(); // item → the answer on its way
  const typed = new Map(); // item → the timer of what is being typed
  // The server keeps the later of two answers of one page, in whatever order they arrive.
  const page = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let order = 0;
  let pause = 0;
  let retry;
  let closed = false;

  const fieldsOf = (item) => new URLSearchParams([...new FormData(form)].filter(([name]) => name.startsWith(item + ".")));

  function store() {
    try {
      if (waiting.size === 0) localStorage.removeItem(storeName);
      else localStorage.setItem(storeName, JSON.stringify([...waiting].map(([item, answer]) => [item, answer.body, answer.at])));
    } catch { /* private browsing: the page itself still holds the answer */ }
  }

  function changed(item, leaving = false) {
    clearTimeout(typed.get(item));
    typed.delete(item);
    waiting.set(item, { body: fieldsOf(item).toString(), at: Date.now(), order: ++order });
    store();
    send(item, leaving);
  }

  // What was typed a moment ago is not waited for: the page may not be there any more.
  function flush() {
    for (const item of [...typed.keys()]) changed(item, true);
  }

  async function send(item, leaving = false) {
    const answer = waiting.get(item);
    if (closed || !answer || sending.get(item) === answer || (sending.has(item) && !leaving)) return;
    sending.set(item, answer);
    say(item, text("Saving"));
    let response;
    // A connection that went silent would otherwise hold the answer for as long as the browser is patient.
    const silence = new AbortController();
    const patience = setTimeout(() => silence.abort(), longestSending);
    try {
      const body = new URLSearchParams(answer.body);
      body.append("__RequestVerificationToken", token());
      body.append("page", page);
      body.append("order", answer.order);
      response = await fetch(answers + encodeURIComponent(item), { method: "POST", body, keepalive: true, redirect: "manual", signal: silence.signal, headers: { Accept: "application/json" } });
    } catch {
      response = null;
    } finally {
      clearTimeout(patience);
    }

    if (sending.get(item) === answer) sending.delete(item);
    const superseded = waiting.get(item) !== answer;
    if (response?.ok) {
      const state = await response.json();
      pause = 0;
      resync(state.seconds);
      if (!superseded) {
        waiting.delete(item);
        say(item, state.text);
        answered(item, state.answered);
        complain(item, "");
        incomplete(item, state.incomplete ? state.text : "");
      }
    } else if (response?.status === 422) {
      // Not an answer yet (a place is missing, a number cannot be read): the last good one stays on the server, but this is not counted as one.
      if (!superseded) {
        waiting.delete(item);
        say(item, "");
        answered(item, false);
        incomplete(item, "");
        complain(item, (await response.json()).text);
      }
    } else if (response?.status === 409) {
      closed = true;
      waiting.clear();
      store();
      location.assign(result);
      return;
    } else {
      const why = response?.type === "opaqueredirect" || response?.status === 401 ? "SignedOut" : response?.status === 400 || response?.status === 404 ? "Stale" : "Away";
      say(item, text("Retrying"), true);
      warn(text(why));
      again();
      return;
    }

    store();
    if (superseded && waiting.has(item)) send(item);
    else if (waiting.size === 0) warn("");
  }

  function again() {
    if (retry) return;
    pause = Math.min(pause * 2 || 1000, longestPause);
    retry = setTimeout(() => {
      retry = undefined;
      for (const item of waiting.keys()) send(item);
    }, pause);
  }

  function say(item, words, failed = false) {
    const status = items.get(item)?.querySelector("[data-status]");
    if (!status) return;
    status.textContent = words;
    status.classList.toggle("is-failed", failed);
  }

  function complain(item, words) {
    const error = items.get(item)?.querySelector("[data-error]");
    if (!error) return;
    error.hidden = !words;
    error.querySelector("span").textContent = words;
    const mark = markOf(item);
    mark?.classList.toggle("is-refused", !!words);
    if (mark) mark.title = words;
  }

  function incomplete(item, words) {
    const mark = markOf(item);
    mark?.classList.toggle("is-incomplete", !!words);
    if (mark && words) mark.title = words;
  }

  const markOf = (item) => form.querySelector(`[data-map="${CSS.escape(item)}"]`);

  function warn(words) {
    if (alertBox.textContent !== words) alertBox.textContent = words;
    alertBox.hidden = !words;
  }

  function answered(item, is) {
    items.get(item).dataset.answered = String(is);
    markOf(item)?.classList.toggle("is-answered", is);
    const count = [...items.values()].filter((element) => element.dataset.answered === "true").length;
    form.querySelector("[data-progress]").textContent = fill(text("Progress"), number.format(count), number.format(items.size));
  }

  // Answers that this browser gave before it was closed and that never arrived.
  function restore() {
    let left = [];
    try { left = JSON.parse(localStorage.getItem(storeName) ?? "[]"); } catch { /* nothing to restore */ }
    for (const [item, body, at] of left) {
      if (!items.has(item) || at <= Number(items.get(item).dataset.savedAt)) continue;
      const values = new URLSearchParams(body);
      for (const field of items.get(item).querySelectorAll("input:not([type=hidden]), select")) {
        if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.getAll(field.name).includes(field.value);
        else field.value = values.get(field.name) ?? "";
      }
      waiting.set(item, { body, at, order: ++order });
    }
    store();
    for (const item of waiting.keys()) send(item);
  }

  // What was answered while this script was still on its way.
  function catchUp() {
    for (const [item, element] of items) {
      if (!waiting.has(item) && [...element.querySelectorAll("input:not([type=hidden]), select")].some(isTouched)) changed(item);
    }
  }

  function isTouched(field) {
    if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
    if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    return field.value !== field.defaultValue;
  }

  // The clock
  let endsAt, startedAt, warned = Infinity;
  function resync(seconds) {
    startedAt = [performance.now(), Date.now()];
    endsAt = seconds;
  }
  function tick() {
    if (!form.isConnected) return;
    const elapsed = Math.max(performance.now() - startedAt[0], Date.now() - startedAt[1]) / 1000;
    const left = Math.max(0, Math.ceil(endsAt - elapsed));
    if (left <= 1) flush();
    form.querySelector("[data-timer-text]").textContent = fill(text("Left"), `${number.format(Math.floor(left / 60))}:${twoDigits.format(left % 60)}`);
    form.querySelector("[data-timer]").classList.toggle("is-short", left <= 300);
    const mark = [1, 5].find((minutes) => left <= minutes * 60);
    if (mark && mark < warned) {
      warned = mark;
      form.querySelector("[data-announce]").textContent = fill(text("Warning"), number.format(mark));
    }
    if (left === 0 && !closed) {
      closed = waiting.size === 0;
      warn(text("Over"));
      setTimeout(() => { if (form.isConnected) location.assign(result); }, 5000);
      clearInterval(clock);
    }
  }

  const onChange = (event) => {
    const item = event.target.closest("[data-item]")?.dataset.item;
    if (item) changed(item);
  };
  const onInput = (event) => {
    const item = event.target.matches("input[type=text]") && event.target.closest("[data-item]")?.dataset.item;
    if (!item) return;
    clearTimeout(typed.get(item));
    typed.set(item, setTimeout(() => changed(item), typing));
  };
  const onLeave = (event) => { if (waiting.size > 0 && !closed) event.preventDefault(); };
  // The form carries every answer itself, as the last of this page; this browser keeps them until they have arrived.
  const onSubmit = () => {
    closed = true;
    flush();
    for (const [name, value] of [["page", page], ["order", ++order]]) {
      const field = form.querySelector(`input[name=${name}]`) ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value = value;
    }
  };
  const onHide = () => { if (document.visibilityState === "hidden") flush(); };
  const onReturn = (event) => { if (event.persisted) closed = false; };
  const onBack = () => { if (waiting.size > 0) { pause = 0; clearTimeout(retry); retry = undefined; again(); } };

  form.addEventListener("change", onChange);
  form.addEventListener("input", onInput);
  form.addEventListener("submit", onSubmit);
  document.addEventListener("visibilitychange", onHide);
  window.addEventListener("pagehide", flush);
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("online", onBack);
  window.addEventListener("pageshow", onReturn);
  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
  resync(Number(form.dataset.seconds));
  const clock = setInterval(tick, 1000);
  tick();
  restore();
  catchUp();
  return {
    leave() {
      flush();
      clearInterval(clock);
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", flush);
      form.removeEventListener("change", onChange);
      form.removeEventListener("input", onInput);
      form.removeEventListener("submit", onSubmit);
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("online", onBack);
      window.removeEventListener("pageshow", onReturn);
    },
  };
}
