// Lets the steps of an ordering be moved as well as numbered. Whoever moves one step has placed all of them.
const ready = new WeakSet();
let placing = false;

export function attach(list) {
  for (const tools of list.querySelectorAll(".order-tools")) tools.hidden = false;
  sort(list);
  limit(list);
  if (ready.has(list)) return;
  ready.add(list);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const row = button.closest(".order");
    place(list, row, rows(list).indexOf(row) + Number(button.dataset.move));
    // At an end of the list the arrow that brought it there leads no further: the other one takes the focus.
    (button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button)?.focus();
  });
  list.addEventListener("change", (event) => {
    const row = event.target.closest(".order");
    if (!placing && row && event.target.value) place(list, row, Number(event.target.value) - 1);
  });
}

const rows = (list) => [...list.querySelectorAll(".order")];
const rank = (row) => Number(row.querySelector("select").value) || Infinity;

function place(list, row, to) {
  const order = rows(list).filter((other) => other !== row);
  order.splice(Math.min(Math.max(to, 0), order.length), 0, row);
  list.append(...order);
  order.forEach((other, index) => { other.querySelector("select").value = String(index + 1); });
  limit(list);
  placing = true;
  row.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  placing = false;
}

// The first step cannot move up, nor the last one down.
function limit(list) {
  const order = rows(list);
  order.forEach((row, index) => {
    row.querySelector("[data-move='-1']").disabled = index === 0;
    row.querySelector("[data-move='1']").disabled = index === order.length - 1;
  });
}

// Answers that were saved come back in the order given.
function sort(list) {
  const order = rows(list);
  if (order.every((row) => rank(row) < Infinity)) list.append(...order.sort((a, b) => rank(a) - rank(b)));
}
