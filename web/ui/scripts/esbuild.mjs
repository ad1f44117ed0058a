// Runs the esbuild that the Go module pins (go tool esbuild), so that the page
// needs no second copy of a bundler.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const page = fileURLToPath(new URL("..", import.meta.url));
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Where intermediate files go: within what is never committed. */
export const work = join(page, "node_modules/.cache/corridor");

export function esbuild(...args) {
  execFileSync("go", ["tool", "esbuild", ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
}
