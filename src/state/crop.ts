/** The smallest side of what is taken of a picture, in its own pixels, where it has as many. */
const smallestSide = 64;

/** The most that a picture can be brought near. */
const nearest = 8;

/** One step of the keyboard: this part of the square. */
const step = 0.05;

/** Which square of a picture is taken. All in the picture's own pixels; what is taken never reaches beyond it. */
export class Crop {
  readonly width: number;
  readonly height: number;
  /** How near it is, from 1, where the square is as large as it can be, to {@link mostZoom}. */
  zoom = 1;
  #x: number;
  #y: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#x = width / 2;
    this.#y = height / 2;
  }

  get mostZoom(): number {
    return Math.min(nearest, Math.max(1, Math.min(this.width, this.height) / smallestSide));
  }

  /** The side of the square. */
  get side(): number {
    return Math.min(this.width, this.height) / this.zoom;
  }

  get left(): number {
    return this.#x - this.side / 2;
  }

  get top(): number {
    return this.#y - this.side / 2;
  }

  /** Moves the square over the picture, by parts of its side: 1 to the right is what stood right beside it. */
  move(right: number, down: number): void {
    this.#place(this.#x + right * this.side, this.#y + down * this.side);
  }

  /** Brings the picture nearer or further off. The point `at`, in parts of the square from its left and top, stays where it is seen. */
  zoomTo(zoom: number, at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 }): void {
    const before = this.side;
    const { left, top } = this;
    this.zoom = Math.min(this.mostZoom, Math.max(1, zoom));
    const { side } = this;
    this.#place(left + before * at.x - side * at.x + side / 2, top + before * at.y - side * at.y + side / 2);
  }

  /** What a key does: the arrows move what is taken, ten times as far with `isFar`; plus and minus bring it nearer and further off. Answers whether it means anything. */
  press(key: string, isFar: boolean): boolean {
    const far = step * (isFar ? 10 : 1);
    const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
    if (move) this.move(...move);
    else if (key === '+' || key === '=') this.zoomTo(this.zoom * 1.1);
    else if (key === '-' || key === '_') this.zoomTo(this.zoom / 1.1);
    else return false;
    return true;
  }

  #place(x: number, y: number): void {
    const half = this.side / 2;
    this.#x = Math.min(this.width - half, Math.max(half, x));
    this.#y = Math.min(this.height - half, Math.max(half, y));
  }
}
