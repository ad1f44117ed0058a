// The service worker: the page works without a network, with all that has been
// seen before. Files of the page come from the cache; answers of the service
// come fresh, or from the cache where there is no network.

import { strategyOf, type Strategy } from "./strategy";

declare const self: ServiceWorkerGlobalScope;
declare const FILES: readonly string[]; // of the page, set by the build
declare const EDITION: string; // a hash over them

const page = `page-${EDITION}`;
const data = "data";
const room = 1500; // answers kept

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const strategy = strategyOf(event.request, self.registration.scope);
  if (strategy) event.respondWith(answer(event, strategy));
});
// What the page fetched before the worker was there.
self.addEventListener("message", (event) => event.waitUntil(remember((event.data as { seen: string[] }).seen)));

async function install(): Promise<void> {
  const cache = await caches.open(page);
  await cache.addAll([...FILES, new Request("./", { headers: { Accept: "text/html" } })]);
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name !== page && name !== data) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer({ request }: FetchEvent, strategy: Strategy): Promise<Response> {
  const store = await caches.open(strategy === "page" ? page : data);
  const kept = () => store.match(request.mode === "navigate" && strategy === "page" ? "./" : request, { ignoreVary: true });
  const still = strategy === "page" && request.mode !== "navigate"; // its name changes with its content
  const known = still ? await kept() : undefined;
  if (known) return known;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && (still || strategy === "data")) await store.put(request, fresh.clone());
    if (strategy === "data") await trim(store);
    return fresh;
  } catch (error) {
    const known = await kept();
    if (known) return known;
    throw error;
  }
}

async function remember(addresses: readonly string[]): Promise<void> {
  const store = await caches.open(data);
  for (const address of addresses) {
    const request = new Request(address);
    if (strategyOf(request, self.registration.scope) !== "data" || (await store.match(request))) continue;
    const response = await fetch(request).catch(() => undefined);
    if (response?.ok) await store.put(request, response);
  }
}

async function trim(store: Cache): Promise<void> {
  const keys = await store.keys();
  for (const oldest of keys.slice(0, Math.max(0, keys.length - room))) await store.delete(oldest);
}
