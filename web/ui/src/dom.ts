// Makes elements without markup strings: nothing the service sends can become
// HTML, and the page needs no inline style.

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | EventListener | undefined>;

/** An element with attributes (`onclick` and the like attach listeners; false and undefined are left out). */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map(asNode));
  return element;
}

function asNode(child: Node | string | number): Node | string {
  return typeof child === "number" ? String(child) : child;
}

/** Sets a CSS custom property, for what only the data knows (a share, a colour). */
export function vary<E extends HTMLElement | SVGElement>(element: E, properties: Record<string, string>): E {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  return element;
}

const icons = {
  swap: "M7 4v14m0 0-3-3m3 3 3-3M17 20V6m0 0-3 3m3-3 3 3",
  close: "M6 6l12 12M18 6 6 18",
  chevron: "M9 6l6 6-6 6",
  layers: "M12 4 3 9l9 5 9-5-9-5zM3 14l9 5 9-5",
  warning: "M12 8v5m0 3.2v.1M12 3.5 2.8 19.5h18.4z",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  locate: "M12 2v4m0 12v4M2 12h4m12 0h4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z",
  expand: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5M9 9 4 4m11 5 5-5M9 15l-5 5m11-5 5 5",
  ruler: "M3 16.5 16.5 3 21 7.5 7.5 21zM7 12.5l2 2m1-5 2 2m1-5 2 2",
  grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  export: "M12 4v11m0 0-4-4m4 4 4-4M5 19h14",
  quote: "M9 7H5v5h4zm0 5c0 3-1 4.5-3.5 5M19 7h-4v5h4zm0 5c0 3-1 4.5-3.5 5",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  page: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6",
  more: "M12 5v14M5 12h14",
} as const;

export type IconName = keyof typeof icons;

/** A 24-unit line icon, hidden from assistive technology. */
export function icon(name: IconName): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: icons[name] }));
}
