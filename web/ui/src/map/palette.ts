// Colours for the canvases, read from the style sheet so that light and dark
// are decided in one place.

const names = [
  "water", "land", "border", "river", "country", "ink", "halo", "band", "muted",
  "gauge-1520", "gauge-1435", "gauge-1000", "gauge-other",
  "class-blue", "class-green", "class-amber", "class-red", "class-purple", "class-brown", "class-grey", "font",
] as const;

/** The end of a CSS variable --map-… */
export type ColourName = (typeof names)[number];

export type Palette = Record<ColourName, string>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()])) as Palette;
}

export function gaugeColour(palette: Palette, gaugeMm: number): string {
  return palette[gaugeKey(gaugeMm)];
}

/** The palette's name for a gauge; also the end of its CSS variable. */
export function gaugeKey(gaugeMm: number): "gauge-1520" | "gauge-1435" | "gauge-1000" | "gauge-other" {
  switch (gaugeMm) {
    case 1520:
    case 1524:
      return "gauge-1520";
    case 1435:
      return "gauge-1435";
    case 1000:
      return "gauge-1000";
    default:
      return "gauge-other";
  }
}

/** Calls back when the reader's system changes between light and dark. */
export function onSchemeChange(changed: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
