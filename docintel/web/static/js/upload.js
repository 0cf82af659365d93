// Uploading: files and folders dropped or chosen go one by one to the workbench, which reads them while the rest is still on its way.

import { say } from "./frame.js";

/** @typedef {{file: File, path: string}} Picked */

const AT_ONCE = 3;
const csrf = document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";

/** @param {string} address @param {RequestInit} options @returns {Promise<Response>} */
async function send(address, options) {
  const answer = await fetch(address, { ...options, headers: { "X-CSRF-Token": csrf, Accept: "application/json", ...options.headers } });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail ?? told.error?.[document.documentElement.lang.slice(0, 2)] ?? String(answer.status));
  }
  return answer;
}

/** @param {FileSystemEntry} entry @param {string} above @returns {Promise<Picked[]>} every file under an entry, with its path */
async function under(entry, above) {
  const path = above + entry.name;
  if (entry.isFile) {
    const file = await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed));
    return [{ file, path }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const inner of some) found.push(...(await under(inner, `${path}/`)));
  }
}

/** @param {DataTransfer} dropped @returns {Promise<Picked[]>} */
async function picked(dropped) {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const all = await Promise.all(entries.map((entry) => under(entry, "")));
  return all.flat();
}

/** @param {FileList} files @returns {Picked[]} */
const chosen = (files) => [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

/** @type {string} the upload that is watched */
let watched = "";
let timer = 0;

/** Show how far reading has come, again and again until all is read. @param {string} batch */
async function watch(batch) {
  watched = batch;
  clearTimeout(timer);
  const place = document.getElementById("progress");
  if (!place) return;
  const answer = await fetch(`${place.dataset.address}?batch=${batch}`, { headers: { Accept: "text/html" } }).catch(() => null);
  if (batch !== watched) return;
  if (answer?.ok) place.innerHTML = await answer.text();
  const done = place.querySelector("[data-done]")?.getAttribute("data-done") === "yes";
  if (!done || !answer?.ok) timer = setTimeout(() => watch(batch), document.hidden ? 5000 : 1000);
}

class Upload {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.address = place.dataset.address ?? "";
    this.words = place.dataset;
    this.bar = /** @type {HTMLProgressElement} */ (place.querySelector("progress"));
    this.told = /** @type {HTMLElement} */ (place.querySelector("[data-told]"));
    this.busy = false;
  }

  /** @param {Picked[]} files */
  async run(files) {
    if (this.busy || !files.length) return;
    this.busy = true;
    try {
      await this.send(files);
      this.told.textContent = (this.words.done ?? "").replace("{0}", String(files.length));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.told.textContent = why;
      say(why, "refused");
    } finally {
      this.busy = false;
      this.bar.hidden = true;
    }
  }

  /** @param {Picked[]} files */
  async send(files) {
    const total = files.reduce((sum, one) => sum + one.file.size, 0);
    let sent = 0;
    this.bar.max = Math.max(total, 1);
    this.bar.value = 0;
    this.bar.hidden = false;
    const opened = await send(this.address, { method: "POST" });
    const { batch } = await opened.json();
    const waiting = [...files];
    const one = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        this.told.textContent = next.path;
        await send(`${this.address}/${batch}/file?name=${encodeURIComponent(next.path)}`, { method: "PUT", body: next.file });
        sent += next.file.size;
        this.bar.value = sent;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    await send(`${this.address}/${batch}/done`, { method: "POST" });
    watch(batch);
  }
}

for (const place of document.querySelectorAll("[data-upload]")) {
  if (!(place instanceof HTMLElement)) continue;
  const upload = new Upload(place);
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (event.dataTransfer) await upload.run(await picked(event.dataTransfer));
  });
  for (const input of place.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      if (input instanceof HTMLInputElement && input.files) {
        await upload.run(chosen(input.files));
        input.value = "";
      }
    });
  }
}

window.addEventListener("beforeunload", (event) => document.querySelector("[data-upload] progress:not([hidden])") && event.preventDefault());

if (document.querySelector('#progress [data-done="no"]')) watch("");
