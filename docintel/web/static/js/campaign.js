// Lists of a campaign: filters that answer while they are typed, rows by keyboard, all of a page chosen at once.

import { refusal, say, typing } from "./frame.js";

const form = document.getElementById("filters");
const table = document.getElementById("table");
let asked = 0;

/** Ask for the table anew; an answer that was overtaken is dropped. @param {HTMLFormElement} filters */
async function refresh(filters) {
  const mine = ++asked;
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(filters)) if (typeof value === "string" && value) query.set(name, value);
  const answer = await fetch(`?${query}`, { headers: { "X-Part": "table", Accept: "*/*" } }).catch(() => null);
  if (!answer || !answer.ok) return void (answer && say((await refusal(answer)).message, "refused"));
  if (mine !== asked || !table) return;
  table.innerHTML = await answer.text();
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

if (form instanceof HTMLFormElement) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(form), 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    refresh(form);
  });
}

table?.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement) || !("all" in event.target.dataset)) return;
  for (const box of table.querySelectorAll('input[name="chosen"]')) if (box instanceof HTMLInputElement) box.checked = event.target.checked;
});

table?.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.none || form.querySelector('input[name="chosen"]:checked')) return;
  event.preventDefault();
  say(form.dataset.none, "refused");
});

/** @param {number} step */
function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(/** @type {Element} */ (document.activeElement));
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (next instanceof HTMLElement) next.focus();
}

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") {
    event.preventDefault();
    const search = document.querySelector('[data-key="/"]');
    if (search instanceof HTMLElement) search.focus();
  }
});
