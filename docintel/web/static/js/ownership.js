// The ownership chart in layers, holders above what they hold; a click on a stake shows where it is printed. The viewer stands beside it.
import { act, typing } from "/static/js/frame.js";
import { Viewer } from "/static/js/viewer.js";

const desk = /** @type {HTMLElement} */ (document.getElementById("application"));
const viewer = new Viewer(desk);
const chart = document.getElementById("chart");

/** @type {Record<string, () => unknown>} */
const KEYS = {
  "+": () => viewer.step(1),
  "=": () => viewer.step(1),
  "-": () => viewer.step(-1),
  "0": () => viewer.fit(),
  r: () => viewer.rotate(),
  t: () => viewer.toggleThumbs(),
  "[": () => viewer.turnPage(-1),
  "]": () => viewer.turnPage(1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const meant = KEYS[event.key];
  if (!meant) return;
  event.preventDefault();
  meant();
});

desk.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const found = /** @type {HTMLElement | null} */ (target?.closest("[data-fact], [data-document]") ?? null);
  if (!found || found.classList.contains("leaf")) return;
  const { fact, document: sha256, page, box } = found.dataset;
  if (fact) viewer.fact(fact);
  else if (sha256) viewer.open(sha256, Number(page ?? "1"), { box: box?.split(" ").map(Number) });
});

/** @param {string} name @returns {string} a colour of the page */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** @param {string} name @returns {string} a long name on lines of its own */
function folded(name) {
  return name.replace(/(.{11})(?=.)/gu, "$1\n");
}

/** @returns {object[]} what the chart looks like */
function looks() {
  const font = getComputedStyle(document.body).fontFamily;
  return [
    { selector: "node", style: { label: "data(label)", shape: "round-rectangle", width: 152, height: 46, "background-color": colour("--paper"), "border-width": 1.2, "border-color": colour("--quiet"), color: colour("--ink"), "font-family": font, "font-size": 12.5, "text-valign": "center", "text-halign": "center", "text-wrap": "wrap" } },
    { selector: 'node[kind = "person"]', style: { shape: "ellipse", width: 112 } },
    { selector: 'node[kind = "state_body"]', style: { shape: "hexagon", width: 168 } },
    { selector: 'node[kind = "partnership"], node[kind = "fund"]', style: { shape: "cut-rectangle" } },
    { selector: "node[?applicant]", style: { "border-width": 3, "border-color": colour("--ink"), "font-weight": 700 } },
    { selector: "node[?controller]", style: { "background-color": colour("--mark-soft"), "border-color": colour("--mark"), "border-width": 2 } },
    { selector: "node[?recognised]", style: { "border-style": "double", "border-width": 4, "border-color": colour("--conflict") } },
    { selector: "edge", style: { label: "data(share)", width: 1.3, "line-color": colour("--quiet"), "target-arrow-color": colour("--quiet"), "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier", color: colour("--ink"), "font-family": font, "font-size": 12, "text-background-color": colour("--ground"), "text-background-opacity": 1, "text-background-padding": 2 } },
    { selector: 'edge[share = "?"]', style: { "line-style": "dashed" } },
    { selector: 'edge[kind != "capital"]', style: { "line-style": "dashed", "target-arrow-shape": "vee" } },
    { selector: "edge[!valid]", style: { "line-style": "dashed", opacity: 0.45 } },
    { selector: "edge[?proof]", style: { width: 3.6, "line-color": colour("--mark"), "target-arrow-color": colour("--mark") } },
    { selector: ":selected", style: { "overlay-color": colour("--mark"), "overlay-opacity": 0.18, "overlay-padding": 4 } },
  ];
}

/** @param {any} told the chart of the API @returns {object[]} */
function elements(told) {
  const nodes = told.parties.map((/** @type {any} */ party) => ({ data: { ...party, label: folded(party.name) } }));
  const edges = told.stakes.map((/** @type {any} */ stake) => ({ data: { ...stake, source: stake.holder, target: stake.company } }));
  return [...nodes, ...edges];
}

async function draw() {
  if (!chart) return;
  const asked = new URLSearchParams(location.search);
  const query = new URLSearchParams();
  for (const name of ["as_of", "profile"]) if (asked.get(name)) query.set(name, asked.get(name) ?? "");
  const [{ default: cytoscape }, { default: dagre }, told] = await Promise.all([
    import("/static/vendor/cytoscape.min.js"),
    import("/static/vendor/cytoscape-dagre.min.js"),
    act("GET", `${desk.dataset.api}/ownership?${query}`),
  ]);
  cytoscape.use(dagre);
  const drawn = cytoscape({ container: chart, elements: elements(told), style: looks(), maxZoom: 2.2, minZoom: 0.15, autounselectify: false });
  drawn.layout({ name: "dagre", rankDir: "TB", rankSep: 68, nodeSep: 26, animate: false, fit: true, padding: 18 }).run();
  if (drawn.zoom() > 1.15) {
    drawn.zoom(1.15);
    drawn.center();
  }
  drawn.on("tap", "edge", (/** @type {any} */ event) => shown(event.target.data()));
  drawn.on("tap", "node", (/** @type {any} */ event) => event.target.connectedEdges().select());
  new ResizeObserver(() => drawn.resize()).observe(chart);
  chart.dataset.drawn = String(told.stakes.length);
}

/** @param {{ id: string, document: string | null, page: number | null, box: number[] | null }} stake */
function shown(stake) {
  document.querySelectorAll("[data-stake].chosen").forEach((row) => row.classList.remove("chosen"));
  const row = document.querySelector(`[data-stake="${CSS.escape(stake.id)}"]`);
  row?.classList.add("chosen");
  row?.scrollIntoView({ block: "nearest" });
  if (stake.document) viewer.open(stake.document, stake.page ?? 1, { box: stake.box ?? undefined });
  else viewer.nothing();
}

draw().catch(() => {
  if (chart) chart.textContent = document.getElementById("words")?.dataset.noChart ?? "";
});
