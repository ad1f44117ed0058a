// Builds the page into assets/ui: index.html and files whose names carry the
// hash of their content. `--out DIR` builds elsewhere.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { esbuild, page, root, work } from "./esbuild.mjs";
import { cells, writeLand } from "./land.mjs";

const flag = process.argv.indexOf("--out");
const out = flag < 0 ? join(root, "assets/ui") : process.argv[flag + 1];
const common = ["--bundle", "--minify", "--target=es2022,safari16", "--charset=utf8", "--legal-comments=none", "--log-level=warning"];
const source = (...names) => names.map((name) => join(page, "src", name));

mkdirSync(work, { recursive: true });
mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) {
  if (name !== ".gitkeep") rmSync(join(out, name), { recursive: true });
}

const land = makeLand();
const styles = bundle(source("style/fonts.css", "style/han.css"), "--loader:.woff2=file");
const han = styles.find((name) => /^han-.*\.css$/.test(name));
const built = bundle(source("main.ts", "letters.ts"), "--format=esm", "--loader:.woff2=file", "--external:*.png",
  `--define:HAN_STYLE=${JSON.stringify(han)}`, `--define:LAND=${JSON.stringify({ folder: land, ...cells })}`);
writePage();
cpSync(join(page, "static"), out, { recursive: true });
writeWorker();
report();

/** Answers the names of the files that esbuild has written. */
function bundle(sources, ...flags) {
  const meta = join(work, "meta.json");
  esbuild(...sources, ...common, ...flags, "--entry-names=[name]-[hash]", "--asset-names=fonts/[name]-[hash]", `--outdir=${out}`, `--metafile=${meta}`);
  return Object.keys(JSON.parse(readFileSync(meta, "utf8")).outputs).map((path) => basename(path));
}

/** The tiles of the base map, in a folder named by the hash of them all. */
function makeLand() {
  const made = join(work, "land");
  rmSync(made, { recursive: true, force: true });
  writeLand(made);
  const hash = createHash("sha256");
  for (const name of readdirSync(made).sort()) hash.update(name).update(readFileSync(join(made, name)));
  const folder = `land-${hash.digest("hex").slice(0, 8).toUpperCase()}`;
  cpSync(made, join(out, folder), { recursive: true });
  return folder;
}

function writePage() {
  const named = (pattern) => built.find((name) => pattern.test(name));
  const html = readFileSync(join(page, "src/index.html"), "utf8")
    .replace("{{script}}", named(/^main-.*\.js$/))
    .replace("{{style}}", named(/^main-.*\.css$/))
    .replace("{{world}}", `${land}/0-0-0.mvt`);
  writeFileSync(join(out, "index.html"), html);
}

// The service worker knows the files of the page by name, and a new edition of
// them by their hash. What few readers need it keeps when it is seen.
function writeWorker() {
  const seldom = /\.png$|^han-|noto-sans-sc|outline\.json$/;
  const files = all().filter((name) => name !== "index.html" && !seldom.test(name));
  const hash = createHash("sha256");
  for (const name of [...files, "index.html"]) hash.update(name).update(readFileSync(join(out, name)));
  esbuild(
    ...source("worker/worker.ts"), ...common, "--format=iife",
    `--define:FILES=${JSON.stringify(files)}`, `--define:EDITION=${JSON.stringify(hash.digest("hex").slice(0, 12))}`,
    `--outfile=${join(out, "worker.js")}`,
  );
}

/** All files of the page, slash-separated. */
function all() {
  return readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== ".gitkeep")
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1)).sort();
}

/** A line for each file at the root, one for each folder. */
function report() {
  const sizes = new Map();
  for (const name of all()) {
    const group = name.includes("/") ? `${name.split("/")[0]}/` : name;
    const body = readFileSync(join(out, name));
    const [plain, packed] = sizes.get(group) ?? [0, 0];
    sizes.set(group, [plain + body.length, packed + gzipSync(body, { level: 9 }).length]);
  }
  for (const [name, [plain, packed]] of sizes) console.log(`${name.padEnd(28)}${kB(plain)}${kB(packed)} compressed`);
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
}
