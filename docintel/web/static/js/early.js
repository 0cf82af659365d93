// The page of an application that is still being read: what is known so far is renewed as it grows, until the Review takes its place.
import { typing } from "/static/js/frame.js";
import { Viewer } from "/static/js/viewer.js";

const desk = /** @type {HTMLElement} */ (document.getElementById("application"));
const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const address = desk.dataset.address ?? "";
const EVERY = 1200; // milliseconds
let viewer = document.getElementById("file") ? new Viewer(desk) : null;

const at = () => view.querySelector("[data-at]")?.getAttribute("data-at") ?? "0";

/** Puts what is known now in the place of what was, with the same place under the eye and the same consequences open. @param {string} told */
function renewed(told) {
  const top = view.scrollTop;
  const focused = document.activeElement instanceof HTMLElement && view.contains(document.activeElement) ? document.activeElement.dataset.fact : undefined;
  const open = [...view.querySelectorAll("article:has(details[open])")].map((one) => /** @type {HTMLElement} */ (one).dataset.card);
  view.innerHTML = told;
  for (const one of view.querySelectorAll("article")) if (open.includes(one.dataset.card)) one.querySelector("details")?.setAttribute("open", "");
  view.scrollTop = top;
  if (focused) /** @type {HTMLElement | null} */ (view.querySelector(`[data-fact="${CSS.escape(focused)}"]`))?.focus();
}

async function look() {
  const answer = await fetch(`${address}/early?at=${at()}`, { headers: { "hx-request": "true" } }).catch(() => null);
  if (answer?.status === 205) return location.reload();
  if (answer?.status === 200) {
    if (!viewer) return location.reload();
    renewed(await answer.text());
  }
  setTimeout(look, document.hidden ? 5 * EVERY : EVERY);
}

desk.addEventListener("click", (event) => {
  const found = /** @type {HTMLElement | SVGElement | null} */ (event.target instanceof Element ? event.target.closest("[data-fact], [data-document]") : null);
  if (!found || !viewer || found === desk || found.classList.contains("leaf")) return;
  const { fact, document: sha256, page } = found.dataset;
  view.querySelectorAll(".see").forEach((one) => one.classList.toggle("now", one === found));
  if (fact) viewer.fact(fact);
  else if (sha256) viewer.open(sha256, Number(page ?? "1"));
});

/** @type {Record<string, () => unknown>} */
const KEYS = { "[": () => viewer?.turnPage(-1), "]": () => viewer?.turnPage(1), "+": () => viewer?.step(1), "=": () => viewer?.step(1), "-": () => viewer?.step(-1), 0: () => viewer?.fit() };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  KEYS[event.key]?.();
});

setTimeout(look, EVERY);
