// On every page: dialogs opened by buttons, the ? overlay, short messages.

/** @param {EventTarget | null} target @returns {boolean} whether keys belong to a field being typed in */
export function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/** @param {string} text @param {"done" | "refused"} [kind] */
export function say(text, kind = "done") {
  const place = document.getElementById("said");
  if (!place) return;
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  place.append(line);
  setTimeout(() => line.remove(), kind === "done" ? 4000 : 12000);
}

/** @param {string} id */
function open(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-open]") : null;
  if (button instanceof HTMLElement) open(button.dataset.open ?? "");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !typing(event.target)) {
    event.preventDefault();
    open("keys");
  }
});

/**
 * Does something at the workbench: sends JSON, with the token that shows it comes from our own page.
 * @param {string} method @param {string} address @param {unknown} [body]
 * @returns {Promise<any>} what was answered; rejects with the words of a refusal
 */
export async function act(method, address, body) {
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
  const headers = { "content-type": "application/json", accept: "application/json", "x-csrf-token": token };
  const answer = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const told = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(typeof told?.detail === "string" ? told.detail : `${answer.status}`);
  return told;
}

document.addEventListener("htmx:config:request", (event) => {
  const request = /** @type {any} */ (event).detail.ctx.request;
  request.headers["X-CSRF-Token"] = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
});
