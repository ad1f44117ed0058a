// Which answers the worker keeps: files of the page by edition, data as seen.

export type Strategy = "page" | "data";

const pageFiles = /^(|index\.html|[\w.-]+\.(js|css|json|svg|png)|(fonts|land-\w+)\/[\w.-]+)$/;
const dataPaths = /^(tiles\/|overview$|distance$|route$|search$|locate$|lines\/|collections\/|corridors(\/|$))/;

/** How a request within the scope is answered; undefined to leave it alone. */
export function strategyOf({ url, method }: Pick<Request, "url" | "method">, scope: string): Strategy | undefined {
  if (method !== "GET" || !url.startsWith(scope)) return undefined;
  const { pathname } = new URL(url);
  const path = pathname.slice(new URL(scope).pathname.length);
  if (dataPaths.test(path)) return "data";
  return pageFiles.test(path) && path !== "tiles.json" ? "page" : undefined;
}
