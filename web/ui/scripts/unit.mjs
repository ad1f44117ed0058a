// Bundles each test for Node and runs them all.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { esbuild, page, work } from "./esbuild.mjs";

const out = join(work, "test");
rmSync(out, { recursive: true, force: true });
const source = join(page, "src");
const tests = readdirSync(source, { recursive: true }).filter((name) => name.endsWith(".test.ts"));
esbuild(
  ...tests.map((name) => join(source, name)),
  "--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs", "--sourcemap=inline", "--log-level=warning",
  `--outdir=${out}`,
);
const files = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(".mjs")).map((name) => join(out, name));
process.exit(spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--enable-source-maps", ...files], { stdio: "inherit" }).status ?? 1);
