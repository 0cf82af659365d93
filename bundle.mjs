// Copies what pages bring along out of node_modules into the package, each with its licence: nothing is fetched from elsewhere at run time.
import { copyFileSync, mkdirSync } from "node:fs";

const TO = "docintel/web/static/vendor";
const FILES = [
  ["htmx.org/dist/htmx.min.js", "htmx.min.js"],
  ["htmx.org/LICENSE", "htmx.LICENSE"],
  ["cytoscape/dist/cytoscape.esm.min.mjs", "cytoscape.min.js"],
  ["cytoscape/LICENSE", "cytoscape.LICENSE"],
  ["cytoscape-dagre/dist/cytoscape-dagre.min.mjs", "cytoscape-dagre.min.js"],
  ["cytoscape-dagre/LICENSE", "cytoscape-dagre.LICENSE"],
];

mkdirSync(TO, { recursive: true });
for (const [from, to] of FILES) copyFileSync(`node_modules/${from}`, `${TO}/${to}`);
console.log(`${FILES.length} files -> ${TO}`);
