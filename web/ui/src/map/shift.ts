// The shift of Chinese web maps: GCJ-02 positions lie some hundred metres off
// WGS 84 within mainland China. Formulas as published by many mappers since
// 2010, good to about a metre.

/** Moves a position, lon/lat in degrees. */
export type Shift = (lon: number, lat: number) => [number, number];

export const none: Shift = (lon, lat) => [lon, lat];

const a = 6_378_245; // m, Krasovsky 1940
const ee = 0.00669342162296594323;

/** From WGS 84 to GCJ-02; positions outside a box round China stay. */
export const gcj02: Shift = (lon, lat) => {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lon, lat];
  const [x, y] = [lon - 105, lat - 35];
  const root = Math.sqrt(Math.abs(x));
  const wave = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  const phi = (lat * Math.PI) / 180;
  const magic = 1 - ee * Math.sin(phi) ** 2;
  return [
    lon + (east * 180) / ((a / Math.sqrt(magic)) * Math.cos(phi) * Math.PI),
    lat + (north * 180) / (((a * (1 - ee)) / (magic * Math.sqrt(magic))) * Math.PI),
  ];
};

/** Where a position was before a shift, by repeated correction. */
export function unshift(shift: Shift, lon: number, lat: number): [number, number] {
  let [x, y] = [lon, lat];
  for (let i = 0; i < 4; i++) {
    const [sx, sy] = shift(x, y);
    [x, y] = [x + lon - sx, y + lat - sy];
  }
  return [x, y];
}
