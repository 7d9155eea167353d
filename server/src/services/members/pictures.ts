import sharp from 'sharp';
import { CommentsError, type FaultReason } from 'diwan/contract';

/** The side of a kept picture, in pixels. */
export const pictureSide = 192;

/** The most pixels a picture may come with, whatever few bytes it takes. */
const maxPixels = 50_000_000;

/** How many pictures may wait for the one that is being made, and how long one may take, in seconds. */
const longestQueue = 4;
const longestWork = 10;

/** Seconds after which it makes sense to try again. */
const recovery = 5;

const formats = ['jpeg', 'png', 'webp', 'gif', 'heif'];

// Of libvips only what opens these formats from memory, in this whole process: no file names, no vector graphics, no documents.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer', 'VipsForeignLoadHeifBuffer'],
});
// A server's memory is not for pictures that were seen once, nor its processors for one member.
sharp.cache(false);
sharp.concurrency(1);

/** Makes pictures that can be shown to everybody out of whatever members send: one at a time, and few wait. */
export class Pictures {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @throws CommentsError `unavailable` when too many wait: before anything large is read. */
  refuseCrowd(): void {
    if (this.#waiting > longestQueue) throw new CommentsError('unavailable', 'Too many pictures are being made just now.', { retryAfter: recovery });
  }

  /**
   * A small square WebP of what the image shows: the first moment of one that moves, upright, its middle. Made anew from the pixels, so that
   * nothing else of the file goes along: no place, no camera, no time, no hidden picture.
   *
   * @throws CommentsError `invalid` with the fault of `picture`, or as {@link refuseCrowd}.
   */
  async make(bytes: Uint8Array): Promise<Buffer> {
    this.refuseCrowd();
    this.#waiting++;
    const turn = this.#last.then(() => make(bytes));
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      this.#waiting--;
    }
  }
}

async function make(bytes: Uint8Array): Promise<Buffer> {
  if (!isTaken(bytes)) throw unfit('malformed');
  // Read before anything is decoded: libvips' own limit does not say that it was this.
  const { format, width, height } = await orMalformed(sharp(bytes, { limitInputPixels: false }).metadata());
  if (!formats.includes(format)) throw unfit('malformed');
  if (width * height > maxPixels) throw unfit('too-long');
  return await orMalformed(
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize(pictureSide, pictureSide, { fit: 'cover' })
      .webp({ quality: 82 })
      .timeout({ seconds: longestWork })
      .toBuffer(),
  );
}

async function orMalformed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw unfit('malformed', cause);
  }
}

/** By how its bytes begin, whatever it says that it is: JPEG, PNG, GIF, WebP, AVIF. */
function isTaken(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  return /^(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF[^]{4}WEBP|[^]{4}ftyp[^]{0,16}avi[fs])/.test(head);
}

function unfit(reason: FaultReason, cause?: unknown): CommentsError {
  return new CommentsError('invalid', 'The picture cannot be taken.', { faults: [{ field: 'picture', reason }], cause });
}
