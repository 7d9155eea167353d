import { maxPictureBytes } from '../../contract/account.ts';
import { refuse } from './refusing.ts';
import { inBase64 } from './secrets.ts';

/** The sides of a picture as it is kept, in pixels. */
const side = 128;

/** The most bytes that are kept of one: as a `data:` address it travels with each comment. */
const mostKept = 48 * 1024;

/** The first bytes of the formats that browsers draw everywhere. */
const signatures: readonly (readonly [type: string, form: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
];

/**
 * A picture as a `data:` address: drawn anew, small and square, where the platform can draw; elsewhere as it came, if it is small.
 *
 * @throws `invalid` with the fault of `picture`.
 */
export async function pictureOf(image: Blob): Promise<string> {
  refuse(image.size > maxPictureBytes ? { field: 'picture', reason: 'too-long' } : null);
  const bytes = new Uint8Array(await image.arrayBuffer());
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  const type = signatures.find(([, form]) => form.test(start))?.[0];
  refuse(type ? null : { field: 'picture', reason: 'malformed' });
  const isDrawn = typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';
  const kept = isDrawn ? await drawnAnew(new Blob([bytes], { type: type! })) : { type: type!, bytes };
  refuse(kept.bytes.length > mostKept ? { field: 'picture', reason: 'too-long' } : null);
  return `data:${kept.type};base64,${inBase64(kept.bytes)}`;
}

/** The middle of it. A browser that cannot write WebP writes PNG. */
async function drawnAnew(image: Blob): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
  const bitmap = await createImageBitmap(image).catch(() => null);
  refuse(bitmap ? null : { field: 'picture', reason: 'malformed' });
  const { width, height } = bitmap!;
  const shorter = Math.min(width, height);
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')!.drawImage(bitmap!, (width - shorter) / 2, (height - shorter) / 2, shorter, shorter, 0, 0, side, side);
  bitmap!.close();
  const drawn = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return { type: drawn.type, bytes: new Uint8Array(await drawn.arrayBuffer()) };
}
