// Which parts of a canvas the tracks run through, so that names can keep off
// them: a grid of small cells.

const cell = 6; // px

export class Cover {
  readonly #columns: number;
  readonly #cells: Uint8Array;

  constructor(width: number, height: number) {
    this.#columns = Math.ceil(width / cell) + 1;
    this.#cells = new Uint8Array(this.#columns * (Math.ceil(height / cell) + 1));
  }

  /** Marks the cells along a straight piece of track, in pixels. */
  run(ax: number, ay: number, bx: number, by: number): void {
    const steps = Math.min(2000, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / cell) || 1);
    for (let i = 0; i <= steps; i++) this.#mark(ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps);
  }

  /** The share of a box, 0 to 1, that tracks run through. */
  share(x: number, y: number, width: number, height: number): number {
    let all = 0;
    let covered = 0;
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row++) {
      for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column++) {
        all++;
        if (row >= 0 && column >= 0 && column < this.#columns) covered += this.#cells[row * this.#columns + column] ?? 0;
      }
    }
    return covered / all;
  }

  #mark(x: number, y: number): void {
    const column = Math.floor(x / cell);
    const i = Math.floor(y / cell) * this.#columns + column;
    if (column >= 0 && column < this.#columns && i >= 0 && i < this.#cells.length) this.#cells[i] = 1;
  }
}
