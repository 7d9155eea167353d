import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { MembershipMessages } from '../../i18n/membership-messages.ts';
import type { ChosenPicture } from '../../state/profile-editing.ts';
import { Crop } from '../../state/crop.ts';
import { Room } from '../room.ts';

/** The most pixels of a side of what is sent. */
const mostPixels = 512;

/** How far a finger may slip, in CSS pixels, and still only have tapped. */
const slip = 4;

/**
 * @summary The square that is taken of a picture: moved and brought near with pointer, touch, wheel and keyboard.
 * @csspart crop - The picture that is being cut.
 * @csspart zoom - The slider that brings it nearer.
 */
export class DiwanCrop extends Room {
  static override properties = { chosen: { attribute: false }, messages: { attribute: false } };

  declare chosen: ChosenPicture | null;
  declare messages: MembershipMessages;
  /** Where each pointer that is down was last, in parts of the square. */
  readonly #pointers = new Map<number, { readonly x: number; readonly y: number }>();
  /** How far the pointers went since the first went down, in CSS pixels. */
  #way = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { chosen, messages } = this;
    if (!chosen) return nothing;
    const { crop } = chosen;
    const zoom = (event: Event) => this.#change(() => crop.zoomTo(Number((event.target as HTMLInputElement).value)));
    return html`<canvas
        part="crop"
        class="crop"
        width=${mostPixels}
        height=${mostPixels}
        tabindex="0"
        role="application"
        aria-label=${messages.crop}
        aria-describedby="member-crop-note"
        @keydown=${this.#press}
        @wheel=${this.#wheel}
        @pointerdown=${this.#down}
        @pointermove=${this.#move}
        @pointerup=${this.#up}
        @pointercancel=${this.#up}
      ></canvas>
      ${crop.mostZoom > 1
        ? html`<label class="zoom"
            ><span>${messages.zoom}</span><input part="zoom" type="range" min="1" max=${crop.mostZoom} step="0.01" .value=${`${crop.zoom}`} @input=${zoom}
          /></label>`
        : nothing}
      <p id="member-crop-note" class="muted">${messages.cropNote}</p>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const canvas = this.querySelector('canvas');
    if (canvas && this.chosen) draw(canvas, this.chosen);
  }

  #change(change: () => void): void {
    change();
    this.requestUpdate();
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    this.#change(() => this.chosen!.crop.press(event.key, event.shiftKey) && event.preventDefault());
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#change(() => this.chosen!.crop.zoomTo(this.chosen!.crop.zoom * 2 ** (-event.deltaY / 300), this.#placeOf(event)));
  }

  #down(event: PointerEvent): void {
    if (event.button) return;
    const canvas = event.target as HTMLElement;
    canvas.setPointerCapture(event.pointerId);
    if (!this.#pointers.size) this.#way = 0;
    this.#pointers.set(event.pointerId, this.#placeOf(event));
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#placeOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    this.#way += distance(before, now) * (event.target as HTMLElement).clientWidth;
    const { crop } = this.chosen!;
    this.#change(() => {
      if (!other) return crop.move(before.x - now.x, before.y - now.y);
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      crop.zoomTo((crop.zoom * distance(now, other)) / Math.max(0.01, distance(before, other)), middle);
      crop.move((before.x - now.x) / 2, (before.y - now.y) / 2);
    });
  }

  /** What was only tapped comes to the middle: for those who cannot drag. */
  #up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId) || event.type !== 'pointerup' || this.#pointers.size || this.#way > slip) return;
    const { x, y } = this.#placeOf(event);
    this.#change(() => this.chosen!.crop.move(x - 0.5, y - 0.5));
  }

  #placeOf(event: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top, width, height } = this.querySelector('canvas')!.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }
}

/** Reads a file as a picture that can be cut; `null` for what is none. */
export async function chosenIn(file: Blob): Promise<ChosenPicture | null> {
  const image = await createImageBitmap(file).catch(() => null);
  return image && { image, crop: new Crop(image.width, image.height) };
}

/** What is taken of the picture: square, small, and without anything that the file said beside its pixels. */
export async function cutOut(chosen: ChosenPicture): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.max(1, Math.min(mostPixels, Math.round(chosen.crop.side)));
  draw(canvas, chosen);
  const asked = (type: string) => new Promise<Blob | null>((made) => canvas.toBlob(made, type, 0.9));
  const webp = await asked('image/webp');
  // A browser that cannot write WebP writes PNG, which is large.
  return webp?.type === 'image/webp' ? webp : asked('image/jpeg');
}

function draw(canvas: HTMLCanvasElement, { image, crop }: ChosenPicture): void {
  const context = canvas.getContext('2d')!;
  const { width, height } = canvas;
  context.imageSmoothingQuality = 'high';
  // What is transparent would be black in a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, crop.left, crop.top, crop.side, crop.side, 0, 0, width, height);
}

function distance(one: { readonly x: number; readonly y: number }, other: { readonly x: number; readonly y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
