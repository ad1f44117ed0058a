// Builds the page into assets/ui: index.html and files whose names carry the
// hash of their content. `--out DIR` builds elsewhere.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeBasemap } from "./basemap.mjs";
import { esbuild, page, root, work } from "./esbuild.mjs";

const flag = process.argv.indexOf("--out");
const out = flag < 0 ? join(root, "assets/ui") : process.argv[flag + 1];

mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) {
  if (name !== ".gitkeep") rmSync(join(out, name), { recursive: true });
}

writeBasemap(join(work, "basemap.json"));
const meta = join(work, "meta.json");
esbuild(
  join(page, "src/main.ts"),
  `--alias:basemap.json=${join(work, "basemap.json")}`, "--bundle", "--minify", "--format=esm", "--target=es2022,safari16", "--charset=utf8",
  "--loader:.json=file", "--external:*.png", "--legal-comments=none", "--log-level=warning",
  "--entry-names=app-[hash]", "--asset-names=[name]-[hash]",
  `--outdir=${out}`, `--metafile=${meta}`,
);

const built = Object.keys(JSON.parse(readFileSync(meta, "utf8")).outputs).map((path) => basename(path));
const named = (pattern) => built.find((name) => pattern.test(name));
const html = readFileSync(join(page, "src/index.html"), "utf8")
  .replace("{{script}}", named(/^app-.*\.js$/))
  .replace("{{style}}", named(/^app-.*\.css$/))
  .replace("{{basemap}}", named(/^basemap-.*\.json$/));
writeFileSync(join(out, "index.html"), html);
cpSync(join(page, "static"), out, { recursive: true });
writeWorker();

let total = 0;
for (const name of readdirSync(out).sort()) {
  if (name === ".gitkeep") continue;
  const body = readFileSync(join(out, name));
  const packed = gzipSync(body, { level: 9 }).length;
  total += packed;
  console.log(`${name.padEnd(28)}${kB(body.length)}${kB(packed)} compressed`);
}
console.log(`${"together".padEnd(28)}${"".padStart(11)}${kB(total)} compressed`);

// The service worker knows the files of the page by name, and a new edition of
// them by their hash.
function writeWorker() {
  const files = readdirSync(out).filter((name) => name !== ".gitkeep" && name !== "index.html" && !name.endsWith(".png")).sort();
  const hash = createHash("sha256");
  for (const name of [...files, "index.html"]) hash.update(name).update(readFileSync(join(out, name)));
  esbuild(
    join(page, "src/worker/worker.ts"), "--bundle", "--minify", "--format=iife", "--target=es2022,safari16", "--log-level=warning",
    `--define:FILES=${JSON.stringify(files)}`, `--define:EDITION=${JSON.stringify(hash.digest("hex").slice(0, 12))}`,
    `--outfile=${join(out, "worker.js")}`,
  );
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
}
