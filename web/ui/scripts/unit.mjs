// Bundles each test for Node and runs them all.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { esbuild, page, work } from "./esbuild.mjs";

const out = join(work, "test");
rmSync(out, { recursive: true, force: true });
const tests = readdirSync(join(page, "test")).filter((name) => name.endsWith(".test.ts"));
esbuild(
  ...tests.map((name) => join(page, "test", name)),
  "--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs", "--sourcemap=inline", "--log-level=warning",
  `--outdir=${out}`,
);
const files = readdirSync(out).map((name) => join(out, name));
process.exit(spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--enable-source-maps", ...files], { stdio: "inherit" }).status ?? 1);
