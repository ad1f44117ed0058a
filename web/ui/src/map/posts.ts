// Kilometre posts: a tick and its figure, the rounder the sooner, and only
// where there is room.

import type { Lettering } from "./lettering";
import type { Frame } from "./mercator";
import type { Post } from "./tile";

/** How round a km is: 4 for a multiple of 1000, 0 for any. */
export function roundness(km: number): number {
  return km % 1000 === 0 ? 4 : km % 100 === 0 ? 3 : km % 10 === 0 ? 2 : km % 5 === 0 ? 1 : 0;
}

/** The least roundness that shows at a zoom: all posts from 12 on. */
export function leastRoundness(zoom: number): number {
  return zoom < 7 ? 5 : zoom < 9 ? 3 : zoom < 11 ? 2 : zoom < 12 ? 1 : 0;
}

/** Draws posts, which come the roundest first. */
export function drawPosts(lettering: Lettering, posts: readonly Post[], frame: Frame, zoom: number): void {
  const { ink, palette } = lettering;
  const least = leastRoundness(zoom);
  for (const post of posts) {
    if (roundness(post.km) < least) break;
    const x = post.x * frame.scale - frame.originX;
    const y = post.y * frame.scale - frame.originY;
    if (x < 0 || y < 0 || x > frame.width || y > frame.height || !lettering.isFree(x, y, 3)) continue;
    const label = { text: String(post.km), font: `500 10px ${palette.font}`, muted: true };
    if (!lettering.name(x, y, 6, label)) continue;
    lettering.claim(x, y, 3);
    ink.fillStyle = palette.halo;
    ink.strokeStyle = palette.muted;
    ink.lineWidth = 1.2;
    ink.beginPath();
    ink.rect(x - 2, y - 2, 4, 4);
    ink.fill();
    ink.stroke();
  }
}
