// Keeps labels from lying over each other: boxes in a grid of cells.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const cell = 64; // px

export class Occupancy {
  readonly #cells = new Map<number, Box[]>();

  /** True when the box touches none of those taken. */
  isFree(box: Box): boolean {
    return !this.#any(box, (taken) =>
      box.x < taken.x + taken.width && taken.x < box.x + box.width &&
      box.y < taken.y + taken.height && taken.y < box.y + box.height,
    );
  }

  take(box: Box): void {
    this.#visit(box, (key) => {
      const boxes = this.#cells.get(key);
      if (boxes) boxes.push(box);
      else this.#cells.set(key, [box]);
      return false;
    });
  }

  #any(box: Box, test: (taken: Box) => boolean): boolean {
    return this.#visit(box, (key) => this.#cells.get(key)?.some(test) ?? false);
  }

  #visit(box: Box, stop: (key: number) => boolean): boolean {
    const right = Math.floor((box.x + box.width) / cell);
    const bottom = Math.floor((box.y + box.height) / cell);
    for (let row = Math.floor(box.y / cell); row <= bottom; row++) {
      for (let column = Math.floor(box.x / cell); column <= right; column++) {
        if (stop(row * 65536 + column)) return true;
      }
    }
    return false;
  }
}
