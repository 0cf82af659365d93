// Registers of a campaign: put in, put in the place of another, taken out; once judging has begun, what that changes is said first.

import { act, refusal, say } from "./frame.js";

/** @typedef {{put: string, entries: number, is_taken: boolean, differ: number | null, again: number, stand: number, packs: number}} Told */

const place = /** @type {HTMLElement} */ (document.querySelector("[data-registers]"));
const told = /** @type {HTMLElement} */ (document.querySelector("[data-listed]"));
const address = place.dataset.registers ?? "";

/** @param {File} file @returns {Promise<Told>} */
async function sent(file) {
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
  const headers = { "X-CSRF-Token": token, Accept: "application/json" };
  const answer = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "PUT", body: file, headers });
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

/** What a choice would change, in words. @param {Told} one @returns {string} */
function said(one) {
  const words = /** @type {HTMLElement} */ (document.querySelector("#d-list .what")).dataset;
  /** @param {string | undefined} text @param {...number} numbers */
  const filled = (text, ...numbers) => numbers.reduce((line, number, index) => line.replace(`{${index}}`, String(number)), text ?? "");
  const differ = one.differ === null ? words.lost : one.differ ? filled(words.differ, one.differ) : words.same;
  return [differ, filled(words.again, one.again, one.stand), one.packs ? filled(words.packs, one.packs) : ""].filter(Boolean).join(" ");
}

/** @param {Told} one @param {string[]} without */
async function taken(one, without) {
  if (!one.is_taken) {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("d-list"));
    /** @type {HTMLElement} */ (dialog.querySelector(".what")).textContent = said(one);
    dialog.returnValue = "cancel";
    dialog.showModal();
    await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
    if (dialog.returnValue !== "ok") return false;
  }
  if (!one.is_taken || without.length) await act("POST", `${address}s`, { put: one.put, without });
  return true;
}

/** @param {() => Promise<boolean>} what */
async function changing(what) {
  told.textContent = told.dataset.comparing ?? "";
  try {
    if (await what()) location.reload();
    else told.textContent = "";
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    told.textContent = why;
    say(why, "refused");
  }
}

place.addEventListener("change", async (event) => {
  const input = event.target;
  const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined;
  if (!(input instanceof HTMLInputElement) || !file) return;
  const instead = place.querySelector("select")?.value ?? "";
  await changing(async () => {
    const one = await sent(file);
    const without = instead ? [instead] : [];
    const whole = without.length && !one.is_taken ? await act("POST", `${address}s/effect`, { put: one.put, without }) : one;
    return taken(whole, without);
  });
  input.value = "";
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-without]") : null;
  if (!(button instanceof HTMLElement)) return;
  const without = [button.dataset.without ?? ""];
  changing(async () => taken(await act("POST", `${address}s/effect`, { put: "", without }), without));
});
