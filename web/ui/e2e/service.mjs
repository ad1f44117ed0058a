// Where the tests find the service: at BASE_URL, or one of their own over the
// embedded dataset.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/esbuild.mjs";

/** Answers the service's address, ending in a slash, and a function that stops it. */
export async function startService() {
  const given = process.env.BASE_URL;
  if (given) return { base: given.endsWith("/") ? given : `${given}/`, stop: () => {} };

  const work = mkdtempSync(join(tmpdir(), "corridor-e2e-"));
  const binary = join(work, "corridor");
  execFileSync("go", ["build", "-o", binary, "./cmd/corridor"], { cwd: root, stdio: "inherit" });
  const port = await freePort();
  const service = spawn(binary, ["serve", "--addr", `127.0.0.1:${port}`], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  service.stderr.on("data", (chunk) => (log = (log + chunk).slice(-4000)));
  const stop = () => {
    service.kill("SIGTERM");
    rmSync(work, { recursive: true, force: true });
  };
  const base = `http://127.0.0.1:${port}/`;
  for (let i = 0; i < 100; i++) {
    if (service.exitCode !== null) break;
    if (await fetch(`${base}readyz`).then(({ ok }) => ok, () => false)) return { base, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop();
  throw new Error(`the service did not get ready:\n${log}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
