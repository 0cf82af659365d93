// Deciding on the Card that is open: each act asks in a small dialog that the keyboard answers, and is done by one request.
import { act, say } from "/static/js/frame.js";

/** @param {string} name @param {...(string | number)} parts @returns {string} words of the page with their gaps filled */
export function word(name, ...parts) {
  const told = document.getElementById("words")?.dataset[name] ?? "";
  return parts.reduce((text, part) => /** @type {string} */ (text).replace("{}", String(part)), told).toString();
}

/** The Card on the screen. */
export class Card {
  /** @param {HTMLElement} body */
  constructor(body) {
    this.body = body;
    this.key = body.dataset.card ?? "";
    this.fingerprint = body.dataset.fingerprint ?? "";
    this.decision = body.dataset.decision ? Number(body.dataset.decision) : null;
    this.standing = body.dataset.standing ?? "";
    this.person = body.dataset.person ?? "";
    this.findings = Number(body.dataset.findings ?? "1");
    this.review = Number(body.dataset.review) || null;
    this.takesTwo = body.dataset.two === "yes";
    this.title = body.querySelector("h2")?.textContent?.trim() ?? "";
  }

  /** @returns {Card | null} */
  static open() {
    const body = document.querySelector("#card .card-body");
    return body instanceof HTMLElement ? new Card(body) : null;
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.standing === "undecided" || this.standing === "stale";
  }
}

/** The buttons that answer a dialog. */
const ANSWERS = ["ok", "refuse"];

/** The dialog asked last and what it was about; what was typed into one whose act failed is there again when it is opened for the same. */
let asked = "";
let kept = "";

/** The act that was asked for last was not done. */
export function keep() {
  kept = asked;
}

/**
 * Asks in a dialog. @param {string} name @param {Card | null} card @param {(form: HTMLFormElement, dialog: HTMLDialogElement) => void} [prepare]
 * @returns {Promise<{ button: string, form: HTMLFormElement } | null>} null where the person leaves it
 */
export function ask(name, card, prepare) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(`d-${name}`));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const what = dialog.querySelector(".what");
  asked = `${name} ${card?.key ?? ""}`;
  if (kept !== asked) form.reset();
  kept = "";
  if (what && card) what.textContent = card.title;
  prepare?.(form, dialog);
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    // whatever else closes it (Esc leaves no value in some browsers) is no answer
    dialog.addEventListener("close", () => resolve(ANSWERS.includes(dialog.returnValue) ? { button: dialog.returnValue, form } : null), { once: true });
  });
}

/** @param {HTMLFormElement} form @param {string} name @returns {string} */
export function field(form, name) {
  return String(new FormData(form).get(name) ?? "").trim();
}

/**
 * What a key says to a dialog: Enter sends it, a digit chooses a reason.
 * @param {HTMLDialogElement} dialog @param {string} key @returns {boolean} whether it meant something
 */
export function answer(dialog, key) {
  const form = dialog.querySelector("form");
  const reasons = dialog.id === "d-dismiss" && /^[1-5]$/.test(key);
  if (reasons) choose(dialog, Number(key) - 1);
  if (reasons || key !== "Enter") return reasons;
  const ok = /** @type {HTMLButtonElement | null} */ (form?.querySelector('button[value="ok"]'));
  if (ok && !ok.disabled && form?.reportValidity()) dialog.close("ok");
  return true;
}

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const dialog = target?.closest("dialog[open]");
  if (!(dialog instanceof HTMLDialogElement) || !dialog.id.startsWith("d-") || event.isComposing) return;
  const all = /** @type {HTMLInputElement | null} */ (dialog.querySelector(".all:not([hidden]) input"));
  if (all && event.altKey && event.code === "KeyA") {
    all.checked = !all.checked;
    return event.preventDefault();
  }
  if (event.key === "Enter" && (event.shiftKey || target instanceof HTMLButtonElement)) return;
  if (event.key !== "Enter" && target instanceof HTMLInputElement && target.value) return;
  if (answer(dialog, event.key)) event.preventDefault();
});

// whoever leaves or reloads the page with something typed into a dialog is asked first
window.addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("dialog[open] input:not([type=hidden]), dialog[open] textarea")];
  if (typed.some((one) => /** @type {HTMLInputElement} */ (one).value !== /** @type {HTMLInputElement} */ (one).defaultValue)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-reason]") : null;
  const dialog = button?.closest("dialog");
  if (!(button instanceof HTMLElement) || !(dialog instanceof HTMLDialogElement)) return;
  choose(dialog, [...dialog.querySelectorAll("[data-reason]")].indexOf(button));
});

/** @param {HTMLDialogElement} dialog @param {number} index */
function choose(dialog, index) {
  const reason = /** @type {HTMLElement | undefined} */ (dialog.querySelectorAll("[data-reason]")[index])?.dataset.reason;
  const input = /** @type {HTMLInputElement | null} */ (dialog.querySelector('[name="reason"]'));
  if (!reason || !input) return;
  input.value = reason;
  dialog.close("ok");
}

/** What is done about a Card; each resolves to whether something was done. */
export class Deciding {
  /** @param {string} api */
  constructor(api) {
    this.api = api;
  }

  /** The pictures of the places first; only then can the button be pressed. @param {Card} card @param {HTMLDialogElement} dialog */
  async look(card, dialog) {
    return this.lookAt(card.key, dialog, (one) => this.seen(card, one));
  }

  /**
   * @param {string} key @param {HTMLDialogElement} dialog @param {(one: { fact: string, picture: string | null, told: string }) => HTMLElement} shown
   */
  async lookAt(key, dialog, shown) {
    const place = /** @type {HTMLElement} */ (dialog.querySelector(".looked"));
    const ok = /** @type {HTMLButtonElement} */ (dialog.querySelector('button[value="ok"]'));
    ok.disabled = true;
    place.textContent = word("loading");
    const look = await act("GET", `${this.api}/look?card=${encodeURIComponent(key)}`);
    const lines = look.places.map(shown);
    place.replaceChildren(...(lines.length ? lines : [Object.assign(document.createElement("p"), { textContent: word("noSource") })]));
    ok.disabled = false;
    ok.focus();
    return look;
  }

  /** A place of the application's grounds, told in words of its own. @param {{ picture: string | null, told: string }} one @returns {HTMLElement} */
  ground(one) {
    const figure = document.createElement("figure");
    figure.append(Object.assign(document.createElement("figcaption"), { textContent: one.told }));
    if (one.picture) figure.append(Object.assign(new Image(), { src: one.picture, alt: one.told }));
    return figure;
  }

  /** A second person's word on the application as a whole, given before what speaks against it. @param {string} key @param {string} decision @param {string} title */
  async secondWhole(key, decision, title) {
    /** @type {Promise<any>} */
    let look = Promise.resolve(null);
    const told = await ask("second", null, (_, dialog) => {
      const heading = dialog.querySelector("h2");
      if (heading) heading.textContent = word("secondHead");
      const what = dialog.querySelector(".what");
      if (what) what.textContent = title;
      look = this.lookAt(key, dialog, (one) => this.ground(one)).catch((error) => say(error.message, "refused"));
    });
    if (!told) return;
    const asked = { card: key, agrees: told.button === "ok", reason: field(told.form, "reason"), looked: (await look)?.word ?? null };
    await act("POST", `${this.api}/decisions/${decision}/second`, asked);
  }

  /** @param {Card} card @param {{ fact: string, picture: string | null }} one @returns {HTMLElement} */
  seen(card, one) {
    const figure = document.createElement("figure");
    const told = card.body.querySelector(`.see[data-fact="${CSS.escape(one.fact)}"]`);
    const caption = document.createElement("figcaption");
    for (const name of ["role", "value", "at"]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = told?.querySelector(`.${name}`)?.textContent ?? "";
      caption.append(part, " ");
    }
    figure.append(caption);
    if (one.picture) figure.append(Object.assign(new Image(), { src: one.picture, alt: caption.textContent ?? "" }));
    return figure;
  }

  /** @param {Card} card @param {string} kind @param {string} reason @param {string | null} [looked] */
  decide(card, kind, reason, looked = null) {
    return act("POST", `${this.api}/decisions`, { subject: card.key, kind, fingerprint: card.fingerprint, last: card.decision, reason, looked });
  }

  /** @param {Card} card */
  async confirm(card) {
    /** @type {Promise<any>} */
    let look = Promise.resolve(null);
    const told = await ask("confirm", card, (_, dialog) => {
      /** @type {HTMLElement} */ (dialog.querySelector(".two")).hidden = !card.takesTwo;
      look = this.look(card, dialog).catch((error) => say(error.message, "refused"));
    });
    if (!told) return false;
    await this.decide(card, "confirmed", field(told.form, "reason"), (await look)?.word ?? null);
    return true;
  }

  /** @param {Card} card */
  async dismiss(card) {
    const told = await ask("dismiss", card, (form) => {
      /** @type {HTMLElement} */ (form.querySelector(".all")).hidden = card.findings < 2;
      /** @type {HTMLElement} */ (form.querySelector(".reasons button")).focus();
    });
    if (!told) return false;
    const reason = field(told.form, "reason");
    if (new FormData(told.form).get("all")) await act("POST", `${this.api}/dismissals`, { card: card.key, review: card.review, fingerprint: card.fingerprint, last: card.decision, reason });
    else await this.decide(card, "dismissed", reason);
    return true;
  }

  /** @param {Card} card @param {"ask" | "site"} name */
  async later(card, name) {
    const told = await ask(name, card);
    if (!told) return false;
    await this.decide(card, name === "ask" ? "asked_back" : "on_site", field(told.form, "reason"));
    return true;
  }

  /** @param {Card} card */
  async note(card) {
    const told = await ask("note", card);
    const text = told && field(told.form, "reason");
    if (!text) return false;
    await act("POST", `${this.api}/notes`, { text, card: card.key });
    return true;
  }

  /** @param {Card} card */
  async undo(card) {
    if (card.decision === null) return false;
    await act("POST", `${this.api}/decisions/${card.decision}/undo`, { reason: "" });
    return true;
  }

  /** @param {Card} card */
  async second(card) {
    /** @type {Promise<any>} */
    let look = Promise.resolve(null);
    const told = await ask("second", card, (_, dialog) => {
      const title = dialog.querySelector("h2");
      if (title) title.textContent = card.body.dataset.agree ?? "";
      look = this.look(card, dialog).catch((error) => say(error.message, "refused"));
    });
    if (!told || card.decision === null) return false;
    const asked = { card: card.key, agrees: told.button === "ok", reason: field(told.form, "reason"), looked: (await look)?.word ?? null };
    await act("POST", `${this.api}/decisions/${card.decision}/second`, asked);
    return true;
  }

  /** Which of the Card's places was misread, and what stands there. @param {Card} card @returns {Promise<number | false | null>} the Review that came of it */
  async correct(card) {
    const places = [...card.body.querySelectorAll(".see")].map((one) => /** @type {HTMLElement} */ (one)).filter((one) => one.dataset.correctable === "yes");
    const told = await ask("correct", card, (form) => {
      const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem("fact"));
      select.replaceChildren(...places.map((one) => new Option(`${one.querySelector(".value")?.textContent} · ${one.querySelector(".at")?.textContent}`, one.dataset.fact)));
      /** @type {HTMLElement} */ (form.elements.namedItem("printed")).focus();
    });
    if (!told) return false;
    say(word("judging"));
    const asked = { fact: field(told.form, "fact"), review: card.review, printed: field(told.form, "printed"), unit: field(told.form, "unit") || null, reason: field(told.form, "reason") };
    return (await act("POST", `${this.api}/corrections`, asked)).review;
  }

  /** @param {import("./viewer.js").Drawn} drawn @param {string} where @returns {Promise<number | false | null>} */
  async add(drawn, where) {
    const told = await ask("add", null, (form, dialog) => {
      /** @type {HTMLElement} */ (dialog.querySelector(".where")).textContent = where;
    });
    if (!told) return false;
    const label = field(told.form, "concept");
    const option = document.querySelector(`#concepts option[value="${CSS.escape(label)}"]`);
    const concept = (option instanceof HTMLElement && option.dataset.concept) || label;
    const year = Number(field(told.form, "year")) || null;
    say(word("judging"));
    const asked = { ...drawn, concept, year, printed: field(told.form, "printed"), unit: field(told.form, "unit") || null, reason: field(told.form, "reason") };
    return (await act("POST", `${this.api}/facts`, asked)).review;
  }
}
