// Has the browser keep the page and what it shows, for when there is no network.

/** Starts the service worker once the first view is drawn, and hands it what was fetched before it was there. */
export async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("worker.js").catch(() => undefined); // an insecure address: no offline use
  const { active } = await navigator.serviceWorker.ready;
  const home = new URL("./", document.baseURI).href;
  const seen = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(home));
  active?.postMessage({ seen });
  document.documentElement.dataset["kept"] = "true";
}
