// The page of an application: the keyboard, the list of Cards, what is clicked, who else is here.
import { act, piece, say, typing } from "/static/js/frame.js";
import { Card, Deciding, answer, ask, field, keep, word } from "/static/js/deciding.js";
import { Viewer } from "/static/js/viewer.js";

const desk = /** @type {HTMLElement} */ (document.getElementById("application"));
const address = desk.dataset.address ?? "";
const api = desk.dataset.api ?? "";
const viewer = new Viewer(desk);
const deciding = new Deciding(api);
const EVERY = 4000; // milliseconds between two words that this page is open

let place = 0;
let leading = ""; // the first key of two
let last = ""; // the Card that was decided last on this page
let working = 0; // acts that are being done
/** @type {string[]} */
let waiting = []; // keys pressed meanwhile: they are for what comes after
let known = { review: /** @type {number | null} */ (null), decision: -1 };

/** A piece of the page, anew. @param {string} path @param {string} target */
async function renew(path, target) {
  const part = document.querySelector(target);
  try {
    const answer = await piece(`${address}${path}`);
    if (part) part.innerHTML = await answer.text();
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), "refused");
  }
  /** @type {any} */ (window).htmx?.process(part);
}

/** @returns {HTMLElement[]} */
function lines() {
  return [...document.querySelectorAll("#cards .line")].map((line) => /** @type {HTMLElement} */ (line));
}

/** @returns {number} */
function at() {
  return lines().findIndex((line) => line.getAttribute("aria-current"));
}

/** @param {HTMLElement} line */
function choose(line) {
  lines().forEach((one) => one.removeAttribute("aria-current"));
  line.setAttribute("aria-current", "true");
  line.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `${address}?card=${encodeURIComponent(line.dataset.card ?? "")}`);
}

/** Opens a Card and looks at its first place. @param {HTMLElement | undefined} line */
async function go(line) {
  if (line) await atWork(() => gone(line));
}

/** @param {HTMLElement} line */
async function gone(line) {
  choose(line);
  await renew(`/card?key=${encodeURIComponent(line.dataset.card ?? "")}`, "#card");
  arrived();
}

function arrived() {
  place = 0;
  scrollTo(0, 0); // on a narrow screen the original stands below
  document.getElementById("card")?.scrollTo(0, 0);
  const places = seen();
  const first = Math.max(places.findIndex((one) => one.parentElement?.querySelector(".crop")), 0);
  if (places.length) see(first);
  viewer.beside(other(first));
  here();
}

/** The place that stands beside the one looked at: the first on another leaf, form against evidence. @param {number} first @returns {string} */
function other(first) {
  return seen().find((one, index) => index !== first)?.dataset.fact ?? "";
}

/** @returns {HTMLElement[]} */
function seen() {
  return [...document.querySelectorAll("#card .card-body > .places .see")].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {number} index */
function see(index) {
  const places = seen();
  if (!places.length) return viewer.nothing();
  place = index % places.length;
  places.forEach((one, number) => one.classList.toggle("now", number === place));
  viewer.fact(places[place].dataset.fact ?? "");
}

/** @param {number} by */
function move(by) {
  const all = lines();
  go(all[Math.min(Math.max(at() + by, 0), all.length - 1)]);
}

function nextOpen() {
  const all = lines();
  const from = at();
  const open = [...all.slice(from + 1), ...all.slice(0, from + 1)].find((line) => line.dataset.open === "yes");
  if (open) return go(open);
  say(word("allDone"));
}

/** The list as it stands now, with the Card that is open. @param {string} key */
async function renewList(key) {
  await renew(`/view/cards?card=${encodeURIComponent(key)}`, "#view");
}

/** Keys wait while something is done, so that none is for a Card that is about to leave the screen. @param {() => Promise<unknown>} what */
async function atWork(what) {
  working += 1;
  try {
    await what();
  } finally {
    working -= 1;
  }
  replay();
}

/** Keys that were pressed meanwhile, in their order; those for a dialog once it is open. */
function replay() {
  for (let dialog = openDialog(); waiting.length && (working === 0 || dialog); dialog = openDialog()) {
    const key = waiting.shift() ?? "";
    if (dialog) dialog.id.startsWith("d-") && answer(dialog, key);
    else meant(key);
  }
}

/** Does what a key means on this page. @param {string} key @returns {boolean} whether it means something */
function meant(key) {
  const first = leading;
  leading = key === "g" && first !== "g" ? "g" : "";
  if (first === "g") /** @type {HTMLElement | undefined} */ (desk.querySelectorAll(".tabs a")[Number(key) - 1])?.click();
  else KEYS[key]?.();
  return first === "g" || key === "g" || key in KEYS;
}

/** @returns {HTMLDialogElement | null} */
function openDialog() {
  return document.querySelector("dialog[open]");
}

/** Does something about the Card that is open, then goes on where that is what it was for. @param {(card: Card) => Promise<boolean>} what @param {boolean} onward */
async function doing(what, onward) {
  const card = Card.open();
  if (card) await atWork(() => done(card, what, onward));
}

/** Decides about the Card that is open and goes on; it is the one that can be taken back afterwards. @param {(card: Card) => Promise<boolean>} what */
const decided = (what) =>
  doing(async (card) => {
    const isDone = await what(card);
    if (isDone) last = card.key;
    return isDone;
  }, true);

/** @param {Card} card @param {(card: Card) => Promise<boolean>} what @param {boolean} onward */
async function done(card, what, onward) {
  try {
    if (!(await what(card))) return;
  } catch (error) {
    keep();
    say(error instanceof Error ? error.message : String(error), "refused");
    await renewList(card.key);
    return here();
  }
  say(word("done"));
  await renewList(card.key);
  if (onward) await nextOpen();
  else here();
}

/** @param {Promise<number | false | null>} judging */
async function judged(judging) {
  const card = Card.open();
  try {
    const review = await judging;
    if (review === false) return;
    say(word("judged", review ?? "…"));
    location.assign(`${address}?card=${encodeURIComponent(card?.key ?? "")}`);
  } catch (error) {
    keep();
    say(error instanceof Error ? error.message : String(error), "refused");
  }
}

async function addFact() {
  if (!viewer.isPage) return say(word("addPage"), "refused");
  say(word("addDraw"));
  const drawn = await viewer.draw();
  if (!drawn) return;
  const name = viewer.file.selectedOptions[0]?.textContent ?? "";
  await judged(deciding.add(drawn, `${name} · ${drawn.page}`));
  document.querySelectorAll(".box.drawn").forEach((one) => one.remove());
}

/** @type {Record<string, () => unknown>} */
const ACTS = {
  confirm: () => decided((card) => deciding.confirm(card)),
  dismiss: () => decided((card) => deciding.dismiss(card)),
  ask: () => decided((card) => deciding.later(card, "ask")),
  site: () => decided((card) => deciding.later(card, "site")),
  note: () => doing((card) => deciding.note(card), false),
  undo: () => doing((card) => deciding.undo(card), false),
  second: () => doing((card) => deciding.second(card), true),
  correct: () => {
    const card = Card.open();
    if (card) judged(deciding.correct(card));
  },
  add: addFact,
};

/** Only what the page offers: no key does what there is no button for. @param {string} name @returns {() => unknown} */
const offered = (name) => () => document.querySelector(`[data-act="${name}"]`) && ACTS[name]();

/** Takes back what was decided on the Card that is open, or, where nothing was, on the Card before it was. */
async function undo() {
  const line = lines().find((one) => one.dataset.card === last);
  if (Card.open()?.isOpen && line) await go(line);
  last = "";
  await offered("undo")();
}

/** @type {Record<string, () => unknown>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  n: nextOpen,
  " ": () => {
    see(place + 1);
    sight();
  },
  c: offered("confirm"),
  x: offered("dismiss"),
  b: offered("ask"),
  o: offered("site"),
  e: offered("correct"),
  a: offered("add"),
  m: offered("note"),
  u: undo,
  s: offered("second"),
  "+": () => viewer.step(1),
  "=": () => viewer.step(1),
  "-": () => viewer.step(-1),
  "0": () => viewer.fit(),
  r: () => viewer.rotate(),
  t: () => viewer.toggleThumbs(),
  "[": () => viewer.turnPage(-1),
  "]": () => viewer.turnPage(1),
  "/": () => /** @type {HTMLElement | null} */ (document.querySelector("#search input"))?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || openDialog()) return;
  if (working) {
    waiting.push(event.key);
    event.preventDefault();
    return;
  }
  const pressed = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  if (pressed && event.key === " ") return;
  if (meant(event.key)) event.preventDefault();
});

desk.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = /** @type {HTMLElement | null} */ (target?.closest("[data-act]") ?? null);
  if (button) return void ACTS[button.dataset.act ?? ""]?.();
  const tab = /** @type {HTMLElement | null} */ (target?.closest("[data-tab]") ?? null);
  if (tab) return chosenTab(tab);
  const line = /** @type {HTMLElement | null} */ (target?.closest("#cards .line") ?? null);
  if (line) return choose(line);
  const judge = /** @type {HTMLElement | null} */ (target?.closest("[data-judge]") ?? null);
  if (judge) return void judgeCondition(judge);
  const undo = /** @type {HTMLElement | null} */ (target?.closest("[data-undo]") ?? null);
  if (undo) return void settled(act("POST", `${api}/decisions/${undo.dataset.undo}/undo`, { reason: "" }));
  const second = /** @type {HTMLElement | null} */ (target?.closest("[data-second]") ?? null);
  if (second) return void settled(deciding.secondWhole(second.dataset.whole ?? "", second.dataset.second ?? "", second.dataset.title ?? ""));
  const letter = /** @type {HTMLElement | null} */ (target?.closest("[data-letter]") ?? null);
  if (letter) return void letters(letter);
  looked(target);
});

/** A letter is drafted, or goes a step on; an answer is written down. @param {HTMLElement} button */
async function letters(button) {
  const { letter, state } = button.dataset;
  if (letter === "new") {
    const term = await ask("letter", null);
    return term && settled(act("POST", `${api}/letters`, { days: Number(field(term.form, "days")) }), "history");
  }
  const told = state === "answered" ? await ask("note", null) : null;
  if (state === "answered" && !told) return;
  await settled(act("POST", `${api}/letters/${letter}`, { state, text: told ? field(told.form, "reason") : "" }), "history");
}

/** The original comes in sight where it stands below the Card. */
function sight() {
  document.querySelector(".viewer")?.scrollIntoView({ block: "nearest" });
}

/** A click on a value, a box, a thumbnail, a hit. @param {Element | null} target */
function looked(target) {
  const found = /** @type {HTMLElement | SVGElement | null} */ (target?.closest("[data-no-source], [data-fact], [data-facts], [data-document]") ?? null);
  if (!found || found.classList.contains("leaf")) return;
  const { fact, facts, noSource, document: sha256, page, box, at: cell } = found.dataset;
  if (noSource) return viewer.nothing();
  sight();
  const index = seen().indexOf(/** @type {any} */ (found));
  if (index >= 0) return see(index);
  if (fact) viewer.fact(fact);
  else if (facts) viewer.mark(facts.split(" ")[0]);
  else if (sha256) viewer.open(sha256, Number(page ?? "1"), { box: box?.split(" ").map(Number), cell });
}

/** @param {HTMLElement} tab */
function chosenTab(tab) {
  document.querySelectorAll("[data-tab]").forEach((one) => one.removeAttribute("aria-current"));
  tab.setAttribute("aria-current", "page");
  history.replaceState(null, "", tab.getAttribute("href"));
}

/** @param {HTMLElement} button */
async function judgeCondition(button) {
  const condition = /** @type {HTMLElement} */ (button.closest(".judge"));
  const told = await ask("judge", null, (_, dialog) => {
    const what = dialog.querySelector(".what");
    if (what) what.textContent = `${condition.dataset.title}：${button.textContent}`;
  });
  if (!told) return;
  const asked = { subject: condition.dataset.condition, kind: button.dataset.judge, fingerprint: condition.dataset.fingerprint, last: Number(condition.dataset.last) || null, reason: field(told.form, "reason"), looked: null };
  await settled(act("POST", `${api}/decisions`, asked));
}

/** @param {Promise<unknown>} doing @param {string} [view] the view that shows what came of it */
async function settled(doing, view = "criteria") {
  try {
    await doing;
    say(word("done"));
  } catch (error) {
    keep();
    say(error instanceof Error ? error.message : String(error), "refused");
  }
  await renew(`/view/${view}`, "#view");
}

document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.id === "settled") event.target.closest(".matrix-view")?.classList.toggle("all", event.target.checked);
});

document.addEventListener("htmx:after:swap", (event) => {
  const target = /** @type {any} */ (event).detail?.ctx?.target ?? event.target;
  if (target instanceof Element && (target.id === "card" || target.closest("#card"))) arrived();
});

/** Says that this page is open here, and hears who else has one and whether anything was decided meanwhile. */
async function here() {
  const card = Card.open();
  const there = await act("POST", `${api}/presence`, { card: card?.key ?? "" }).catch(() => null);
  if (!there) return;
  const place = document.getElementById("others");
  const same = there.others.filter((/** @type {{ card: string }} */ one) => card && one.card === card.key);
  const names = (/** @type {{ display: string }[]} */ all) => all.map((one) => one.display).join("、");
  if (place) {
    place.textContent = same.length ? word("othersHere", names(same)) : there.others.length ? word("othersNear", names(there.others)) : "";
    place.classList.toggle("same", same.length > 0);
  }
  if (renewed(there)) return;
  const before = known;
  known = { review: there.review, decision: there.last_decision };
  const changed = before.decision >= 0 && (before.decision !== known.decision || before.review !== known.review);
  if (changed && there.others.length) await overtaken(there.last_person);
}

/** Says which files are still being read; shows the new Review once it is there. @param {{ added: string[], review: number | null }} there @returns {boolean} whether the page is left */
function renewed(there) {
  const line = document.getElementById("renewing");
  if (!line) return false;
  line.hidden = !there.added.length;
  if (there.added.length) line.textContent = (line.dataset.told ?? "").replace("{}", there.added.join("、"));
  const busy = working || openDialog() || typing(document.activeElement);
  if (busy || there.review === null || String(there.review) === line.dataset.review) return false;
  location.reload();
  return true;
}

/** @param {string} person */
async function overtaken(person) {
  const card = Card.open();
  if (!card || document.querySelector("dialog[open]") || !document.getElementById("cards")) return;
  const before = card.decision;
  await renewList(card.key);
  if (Card.open()?.decision !== before) say(word("decidedByOther", person));
}

here();
setInterval(() => document.visibilityState === "visible" && here(), EVERY);
place = Math.max(seen().findIndex((one) => one.dataset.fact === desk.dataset.fact), 0);
seen()[place]?.classList.add("now");
viewer.beside(other(place));
if (!viewer.leaf) viewer.open(viewer.file.value, 1);
