// The original beside the list: leaves of files, zoom, rotation, thumbnails, search, boxes; and drawing a box around what was missed.
import { piece, say } from "/static/js/frame.js";

const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];
const SEEN_MARGIN = 90;
const ROOM_FOR_TWO = "(min-width: 2600px)"; // as in the style sheet
const LEAST_WIDE = 760; // pixels: a page is made to fit the height only where it stays legible

const STEP = 4; // points that an arrow moves a box that is being laid
/** @type {Record<string, [number, number]>} right and down */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @typedef {{ x: number, y: number, width: number, height: number }} Sides in points of the page */

/** @param {Sides} sides @param {number} right @param {number} down @param {boolean} sized @returns {Sides} the box moved, or made larger or smaller */
function moved(sides, right, down, sized) {
  const { x, y, width, height } = sides;
  if (sized) return { x, y, width: Math.max(width + right, STEP), height: Math.max(height + down, STEP) };
  return { x: Math.max(x + right, 0), y: Math.max(y + down, 0), width, height };
}

/** @typedef {{ document: string, page: number, box: [number, number, number, number] }} Drawn */

export class Viewer {
  /** @param {HTMLElement} desk */
  constructor(desk) {
    this.desk = desk;
    this.address = desk.dataset.address ?? "";
    this.box = /** @type {HTMLElement} */ (document.getElementById("leaf"));
    this.file = /** @type {HTMLSelectElement} */ (document.getElementById("file"));
    this.page = /** @type {HTMLInputElement} */ (document.getElementById("page"));
    this.pages = /** @type {HTMLElement} */ (document.getElementById("pages"));
    this.thumbs = /** @type {HTMLElement} */ (document.getElementById("thumbs"));
    this.hits = /** @type {HTMLElement} */ (document.getElementById("hits"));
    this.zoomed = /** @type {HTMLOutputElement} */ (document.getElementById("zoom"));
    this.side = document.getElementById("beside");
    this.sided = 0;
    this.zoom = 1;
    this.turn = 0;
    this.asked = 0;
    this.thumbsOf = "";
    /** @type {AbortController | null} */
    this.drawing = null;
    this.listen();
    this.settle();
  }

  /** @returns {HTMLElement | null} */
  get leaf() {
    return this.box.querySelector(".leaf");
  }

  listen() {
    this.file.addEventListener("change", () => this.open(this.file.value, 1));
    this.page.addEventListener("change", () => this.open(this.file.value, Number(this.page.value) || 1));
    this.desk.querySelectorAll("[data-viewer]").forEach((button) => button.addEventListener("click", () => this.tool(/** @type {HTMLElement} */ (button).dataset.viewer ?? "")));
    const search = /** @type {HTMLFormElement} */ (document.getElementById("search"));
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search(String(new FormData(search).get("words") ?? ""));
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeSearch();
    });
    new ResizeObserver(() => this.size()).observe(this.box);
  }

  /** @param {string} name */
  tool(name) {
    if (name === "previous") this.turnPage(-1);
    if (name === "next") this.turnPage(1);
    if (name === "in") this.step(1);
    if (name === "out") this.step(-1);
    if (name === "fit") this.fit();
    if (name === "rotate") this.rotate();
    if (name === "thumbs") this.toggleThumbs();
  }

  /** The leaf that holds a fact, its box in sight. @param {string} fact */
  async fact(fact) {
    const leaf = this.leaf;
    const here = leaf && this.mark(fact);
    if (here) return;
    await this.load(`fact=${encodeURIComponent(fact)}`);
    if (!this.mark(fact) && this.leaf?.dataset.kind !== "page") this.nothing();
  }

  /** @param {string} sha256 @param {number} page @param {{ box?: number[], cell?: string }} [at] */
  async open(sha256, page, at = {}) {
    if (!sha256) return;
    await this.load(`document=${sha256}&page=${page}`);
    if (at.box) this.frame(at.box);
    if (at.cell) this.show(this.box.querySelector(`[data-cell="${CSS.escape(at.cell)}"]`), true);
  }

  /** @param {string} query */
  async load(query) {
    const asked = ++this.asked;
    this.box.setAttribute("aria-busy", "true");
    const answer = await piece(`${this.address}/leaf?${query}`).catch((error) => void say(error.message, "refused"));
    if (asked !== this.asked) return;
    this.box.removeAttribute("aria-busy");
    if (!answer) return;
    this.box.innerHTML = await answer.text();
    this.turn = 0;
    this.settle();
  }

  /** Where the screen has room for two leaves, the other place of a Card stands beside the first. @param {string} fact empty where there is none */
  async beside(fact) {
    const side = this.side;
    if (!side) return;
    const asked = ++this.sided;
    const room = Boolean(fact) && window.matchMedia(ROOM_FOR_TWO).matches;
    const answer = room ? await fetch(`${this.address}/leaf?fact=${encodeURIComponent(fact)}`, { headers: { "hx-request": "true" } }).catch(() => null) : null;
    if (asked !== this.sided) return;
    side.innerHTML = answer?.ok ? await answer.text() : "";
    side.parentElement?.classList.toggle("two", Boolean(answer?.ok));
    this.size();
    if (answer?.ok) this.show(side.querySelector(`[data-fact="${CSS.escape(fact)}"]:not(.leaf), [data-facts~="${CSS.escape(fact)}"]`), true, side);
  }

  settle() {
    const leaf = this.leaf;
    if (!leaf) return;
    this.file.value = leaf.dataset.document ?? "";
    this.page.value = leaf.dataset.page ?? "1";
    this.pages.textContent = leaf.dataset.pages ?? "1";
    this.size();
    this.loadThumbs();
    if (leaf.dataset.fact) this.mark(leaf.dataset.fact);
    else this.box.scrollTop = 0;
  }

  /** Marks a fact on the leaf that is open. @param {string} fact @returns {boolean} whether it stands there */
  mark(fact) {
    this.box.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    const quoted = CSS.escape(fact);
    const found = this.box.querySelector(`[data-fact="${quoted}"]:not(.leaf), [data-facts~="${quoted}"]`);
    if (!found) return false;
    this.show(found, true);
    return true;
  }

  /** @param {Element | null} found @param {boolean} chosen @param {HTMLElement} [where] */
  show(found, chosen, where = this.box) {
    if (!found) return;
    if (chosen) found.classList.add("chosen");
    const [box, part] = [where.getBoundingClientRect(), found.getBoundingClientRect()];
    if (part.top < box.top + SEEN_MARGIN || part.bottom > box.bottom - SEEN_MARGIN) where.scrollTop += part.top - box.top - box.height / 3;
    if (part.left < box.left || part.right > box.right) where.scrollLeft += part.left - box.left - box.width / 4;
  }

  /** A frame around words that were searched. @param {number[]} sides */
  frame(sides) {
    const svg = this.box.querySelector("svg");
    if (!svg) return;
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const [x0, top, x1, bottom] = sides;
    for (const [name, value] of Object.entries({ x: x0 - 2, y: top - 2, width: x1 - x0 + 4, height: bottom - top + 4 })) rect.setAttribute(name, String(value));
    rect.classList.add("box", "hit");
    svg.append(rect);
    this.show(rect, true);
  }

  nothing() {
    const words = document.getElementById("words");
    say(words?.dataset.noSource ?? "", "refused");
  }

  /** @param {number} by */
  turnPage(by) {
    const page = Number(this.page.value) + by;
    if (page >= 1 && page <= Number(this.pages.textContent)) this.open(this.file.value, page);
  }

  /** @param {number} by */
  step(by) {
    const at = STEPS.findIndex((step) => step >= this.zoom - 0.001);
    this.zoom = STEPS[Math.min(Math.max(at + by, 0), STEPS.length - 1)];
    this.size();
  }

  fit() {
    this.zoom = 1;
    this.turn = 0;
    this.size();
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.size();
  }

  /** Lays the page out: zoom 1 fits the width; a finer picture comes where the page is shown larger than it was drawn. */
  size() {
    this.zoomed.textContent = `${Math.round(this.zoom * 100)}%`;
    this.layOut(this.box, this.turn);
    if (this.side) this.layOut(this.side, 0);
  }

  /** @param {HTMLElement} box @param {number} turn degrees */
  layOut(box, turn) {
    const leaf = /** @type {HTMLElement | null} */ (box.querySelector(".leaf"));
    const sheet = /** @type {HTMLElement | null} */ (box.querySelector(".sheet-page"));
    const paper = /** @type {HTMLElement | null} */ (box.querySelector(".paper"));
    if (paper) paper.style.fontSize = `${Math.round((window.matchMedia(ROOM_FOR_TWO).matches ? 17 : 13) * this.zoom)}px`;
    if (!leaf || !sheet) return;
    const [width, height] = [Number(leaf.dataset.width), Number(leaf.dataset.height)];
    const aside = turn % 180 !== 0;
    const whole = (box.clientHeight - 20) * (aside ? height / width : width / height);
    const room = Math.max(Math.min(box.clientWidth - 24, Math.max(whole, LEAST_WIDE)), 200);
    const shown = (room / (aside ? height : width)) * this.zoom;
    sheet.style.width = `${width * shown}px`;
    sheet.style.height = `${height * shown}px`;
    const shift = aside ? ((height - width) * shown) / 2 : 0;
    sheet.style.transform = turn ? `translate(${shift}px, ${-shift}px) rotate(${turn}deg)` : "";
    sheet.style.marginBottom = aside ? `${(width - height) * shown}px` : "";
    this.sharpen(sheet, shown * window.devicePixelRatio);
  }

  /** @param {HTMLElement} sheet @param {number} scale pixels of the screen to a point */
  sharpen(sheet, scale) {
    const image = sheet.querySelector("img");
    if (!image) return;
    const wanted = scale > 2.8 ? image.dataset.finest : scale > 1.7 ? image.dataset.fine : "";
    if (!wanted || image.src.endsWith(wanted)) return;
    const finer = new Image();
    finer.addEventListener("load", () => {
      if (image.isConnected) image.src = finer.src;
    });
    finer.src = wanted;
  }

  toggleThumbs() {
    const button = this.desk.querySelector('[data-viewer="thumbs"]');
    this.thumbs.hidden = !this.thumbs.hidden;
    button?.setAttribute("aria-pressed", String(!this.thumbs.hidden));
    this.loadThumbs();
  }

  async loadThumbs() {
    const [sha256, page] = [this.file.value, this.page.value];
    if (this.thumbs.hidden) return;
    if (this.thumbsOf !== sha256) {
      this.thumbsOf = sha256;
      const answer = await fetch(`${this.address}/thumbs/${sha256}`, { headers: { "hx-request": "true" } });
      if (answer.ok && this.thumbsOf === sha256) this.thumbs.innerHTML = await answer.text();
    }
    this.thumbs.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    const now = this.thumbs.querySelector(`[data-page="${page}"]`);
    now?.setAttribute("aria-current", "true");
    if (now instanceof HTMLElement) this.thumbs.scrollTop = now.offsetTop - this.thumbs.clientHeight / 2;
  }

  /** @param {string} words */
  async search(words) {
    if (!words.trim()) return this.closeSearch();
    this.hits.hidden = false;
    const answer = await fetch(`${this.address}/search?words=${encodeURIComponent(words)}`, { headers: { "hx-request": "true" } });
    this.hits.innerHTML = answer.ok ? await answer.text() : "";
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#search input"));
    const waiting = this.hits.querySelector("[data-waiting]");
    if (waiting) setTimeout(() => !this.hits.hidden && field?.value === words && this.search(words), 1500);
  }

  closeSearch() {
    this.hits.hidden = true;
    this.box.focus();
  }

  /** A small box in the middle of what is seen of the page. @param {SVGSVGElement} svg @returns {Sides} */
  middle(svg) {
    const seen = this.box.getBoundingClientRect();
    const middle = new DOMPoint(seen.left + this.box.clientWidth / 2, seen.top + this.box.clientHeight / 2).matrixTransform(svg.getScreenCTM()?.inverse());
    return { x: Math.max(middle.x - 30, 0), y: Math.max(middle.y - 8, 0), width: 60, height: 16 };
  }

  /** Whether there is a page to draw on: forms and Word files have none. @returns {boolean} */
  get isPage() {
    return this.leaf?.dataset.kind === "page" && this.box.querySelector("svg") !== null;
  }

  /** Lets a person drag a box, or lay it by the arrows (with Shift they size it) and Enter. @returns {Promise<Drawn | null>} in points of the upright page; null where they leave */
  draw() {
    const leaf = this.leaf;
    const svg = this.box.querySelector("svg");
    this.drawing?.abort();
    if (!leaf || !svg || !this.isPage) return Promise.resolve(null);
    const ended = new AbortController();
    this.drawing = ended;
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.classList.add("box", "drawn");
    svg.classList.add("drawing");
    return new Promise((resolve) => {
      /** @type {DOMPoint | null} */
      let from = null;
      /** @param {PointerEvent} event */
      const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
      /** @param {Drawn | null} drawn */
      const end = (drawn) => {
        ended.abort();
        svg.classList.remove("drawing");
        if (!drawn) rect.remove();
        resolve(drawn);
      };
      /** @param {Sides} sides */
      const lay = (sides) => {
        for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value.toFixed(2));
        if (!rect.isConnected) svg.append(rect);
      };
      const laid = () => ({ x: rect.x.baseVal.value, y: rect.y.baseVal.value, width: rect.width.baseVal.value, height: rect.height.baseVal.value });
      const drawn = () => {
        const { x, y, width, height } = laid();
        const box = /** @type {[number, number, number, number]} */ ([x, y, x + width, y + height].map((side) => Math.max(0, Math.round(side * 100) / 100)));
        end(width > 3 && height > 3 ? { document: leaf.dataset.document ?? "", page: Number(leaf.dataset.page), box } : null);
      };
      const signal = ended.signal;
      svg.addEventListener("pointerdown", (event) => {
        from = at(event);
        svg.setPointerCapture(event.pointerId);
        lay({ x: from.x, y: from.y, width: 0, height: 0 });
        event.preventDefault();
      }, { signal });
      svg.addEventListener("pointermove", (event) => {
        if (!from) return;
        const to = at(event);
        lay({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) });
      }, { signal });
      svg.addEventListener("pointerup", () => from && drawn(), { signal });
      // before the page's own keys: meanwhile they belong to the box
      document.addEventListener("keydown", (event) => {
        const [right, down] = ARROWS[event.key] ?? [0, 0];
        if (event.key === "Escape") end(null);
        else if (event.key === "Enter" && rect.isConnected) drawn();
        else if (!right && !down) return;
        else if (!rect.isConnected) lay(this.middle(svg));
        else lay(moved(laid(), right * STEP, down * STEP, event.shiftKey));
        rect.scrollIntoView({ block: "nearest", inline: "nearest" });
        event.preventDefault();
        event.stopPropagation();
      }, { signal, capture: true });
    });
  }
}
