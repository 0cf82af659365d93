// On every page: dialogs opened by buttons, the ? overlay, short messages.

/** @param {EventTarget | null} target @returns {boolean} whether keys belong to a field being typed in */
export function typing(target) {
  if (!(target instanceof HTMLElement) || target.closest("dialog:not([open])")) return false; // a field keeps its focus for a moment when its dialog closes
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** @param {string} text @param {"done" | "refused"} [kind] */
export function say(text, kind = "done") {
  const place = document.getElementById("said");
  if (!place) return;
  if (kind === "refused" && place.querySelector(".expired")?.textContent?.startsWith(text)) return; // it stands there with its link
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  for (const one of place.children) if (one.className === kind && one.textContent === text) one.remove(); // said once at a time
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

// another language or light leaves the rest of the address as it is by now: the Card, the filters
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-turn]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const query = new URLSearchParams(location.search);
  new URL(link.href).searchParams.forEach((value, name) => query.set(name, value));
  link.search = query.toString();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !typing(event.target)) {
    event.preventDefault();
    open("keys");
  }
});

/** @param {string} name @param {string | number} [part] words of every page */
const words = (name, part = "") => (document.getElementById("said")?.dataset[name] ?? "").replace("{}", String(part));

const token = () => document.querySelector('meta[name="csrf-token"]');

/** Says once that the session has ended; what is on the screen stays. */
function expired() {
  const place = document.getElementById("said");
  if (!place || place.querySelector(".expired")) return;
  const line = document.createElement("p");
  line.className = "refused expired";
  const link = Object.assign(document.createElement("a"), { href: "/sign-in", target: "_blank", textContent: words("signIn") });
  line.append(words("expired"), " ", link);
  place.append(line);
}

/** Whoever signed in anew in another tab has another token: this page learns it. @returns {Promise<boolean>} whether it is another */
async function tokenAnew() {
  const answer = await fetch("/me", { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector('meta[name="csrf-token"]')?.getAttribute("content");
  const here = token();
  if (!found || !here || here.getAttribute("content") === found) return false;
  here.setAttribute("content", found);
  document.querySelectorAll('input[name="csrf_token"]').forEach((one) => one.setAttribute("value", found));
  document.querySelector("#said .expired")?.remove();
  return true;
}

/** Whose this application is, once its person has said to go on all the same. */
let whose = "";

/** Asks before something is done at what is assigned to another. @param {Response} answer @returns {Promise<boolean>} */
async function goesOn(answer) {
  const told = await answer.json().catch(() => null);
  const dialog = document.getElementById("elsewhere");
  if (told?.code !== "assigned_elsewhere" || !(dialog instanceof HTMLDialogElement)) return false;
  const what = dialog.querySelector(".what");
  if (what) what.textContent = told.detail;
  dialog.returnValue = "cancel";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  if (dialog.returnValue === "ok") whose = told.assigned_to;
  return dialog.returnValue === "ok";
}

/** The words of a refusal. @param {Response} answer @returns {Promise<Error>} */
export async function refusal(answer) {
  if (answer.status === 401) expired();
  const told = await answer.json().catch(() => null);
  const said = told?.detail ?? told?.error?.[document.documentElement.lang.slice(0, 2)];
  return new Error(answer.status === 401 ? words("expired").replace(/[:：]$/, "") : typeof said === "string" ? said : words("unclear", answer.status));
}

/** A piece of a page. @param {string} address @returns {Promise<Response>} rejects with the words of a refusal */
export async function piece(address) {
  const answer = await fetch(address, { headers: { "hx-request": "true" } }).catch(() => null);
  if (!answer) throw new Error(words("offline"));
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

/**
 * Does something at the workbench: sends JSON, with the token that shows it comes from our own page.
 * @param {string} method @param {string} address @param {unknown} [body]
 * @returns {Promise<any>} what was answered; rejects with the words of a refusal
 */
export async function act(method, address, body) {
  const sent = () => {
    /** @type {Record<string, string>} */
    const headers = { "content-type": "application/json", accept: "application/json", "x-csrf-token": token()?.getAttribute("content") ?? "" };
    if (whose) headers["x-assigned-to"] = whose;
    return fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }).catch(() => null);
  };
  let answer = await sent();
  if (answer?.status === 403 && (await tokenAnew())) answer = await sent();
  if (answer?.status === 409 && (await goesOn(answer.clone()))) answer = await sent();
  if (!answer) throw new Error(words("offline"));
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? null : answer.json().catch(() => null);
}

document.addEventListener("htmx:config:request", (event) => {
  const request = /** @type {any} */ (event).detail.ctx.request;
  request.headers["X-CSRF-Token"] = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
});
