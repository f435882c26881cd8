// Counts the seconds in which the page is in sight and was used within the last minute, and reports them every half minute. Where the pointer is,
// what is typed and what else is open is nobody's business: a number of seconds is all that leaves the page.
const report = 30;
const idle = 60;
const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove", "scroll"];
let stop;

export function attach(form) {
  stop?.();
  stop = watch(form);
}

function watch(form) {
  // Kept from the start: enhanced navigation may turn this form into that of another course.
  const url = form.action;
  const fields = new URLSearchParams(new FormData(form));
  let used = performance.now();
  let last = used;
  let seconds = 0;

  const use = () => { used = performance.now(); };
  const send = () => {
    const whole = Math.min(Math.floor(seconds), report);
    if (whole < 1) return;
    seconds = 0;
    fetch(url, { method: "POST", keepalive: true, body: new URLSearchParams([...fields, ["seconds", whole]]) }).catch(() => { /* not counted, then */ });
  };
  const tick = () => {
    if (!form.isConnected) { leave(); return; }
    const now = performance.now();
    // A sleeping device's timer comes late: what it slept is not counted.
    if (document.visibilityState === "visible" && now - used < idle * 1000) seconds += Math.min((now - last) / 1000, 2);
    last = now;
    if (seconds >= report) send();
  };
  const hide = () => { if (document.visibilityState === "hidden") send(); };
  const timer = setInterval(tick, 1000);
  for (const sign of signs) document.addEventListener(sign, use, { passive: true, capture: true });
  document.addEventListener("visibilitychange", hide);
  window.addEventListener("pagehide", send);
  function leave() {
    send();
    clearInterval(timer);
    for (const sign of signs) document.removeEventListener(sign, use, { capture: true });
    document.removeEventListener("visibilitychange", hide);
    window.removeEventListener("pagehide", send);
  }
  return leave;
}
