// Marks on the map: the ends of a route, borders, breaks of gauge, stations.

import { gaugeColour, type Palette } from "./palette";

/** A ring with a filled middle: where a route begins or ends. */
export function endMark(ink: CanvasRenderingContext2D, palette: Palette, x: number, y: number): void {
  disc(ink, x, y, 7.5);
  fillAndEdge(ink, palette.halo, palette.ink, 2);
  disc(ink, x, y, 3.6);
  ink.fillStyle = palette.ink;
  ink.fill();
}

/** A diamond: a border. */
export function borderMark(ink: CanvasRenderingContext2D, palette: Palette, x: number, y: number): void {
  ink.beginPath();
  ink.moveTo(x, y - 7);
  ink.lineTo(x + 7, y);
  ink.lineTo(x, y + 7);
  ink.lineTo(x - 7, y);
  ink.closePath();
  fillAndEdge(ink, palette.halo, palette.ink, 2);
}

/** A ring round two halves in the colours of the gauges (mm), that left behind on the left. */
export function breakMark(
  ink: CanvasRenderingContext2D, palette: Palette, x: number, y: number, [before, after]: readonly [number, number], radius = 8,
): void {
  disc(ink, x, y, radius);
  fillAndEdge(ink, palette.halo, palette.ink, radius / 4);
  for (const [gauge, start] of [[before, Math.PI / 2], [after, -Math.PI / 2]] as const) {
    ink.beginPath();
    ink.arc(x, y, radius * 0.65, start, start + Math.PI);
    ink.fillStyle = gaugeColour(palette, gauge);
    ink.fill();
  }
}

/** A ring in the colour of a station's gauge. */
export function stationMark(
  ink: CanvasRenderingContext2D, palette: Palette, x: number, y: number, radius: number, colour: string,
): void {
  disc(ink, x, y, radius);
  fillAndEdge(ink, palette.halo, colour, radius > 3 ? 2 : 1.5);
}

function disc(ink: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

function fillAndEdge(ink: CanvasRenderingContext2D, fill: string, edge: string, width: number): void {
  ink.fillStyle = fill;
  ink.fill();
  ink.strokeStyle = edge;
  ink.lineWidth = width;
  ink.stroke();
}
