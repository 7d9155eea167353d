import { maxPictureBytes } from 'diwan/contract';
import { bytesOf } from './body.ts';
import { HttpRefusal } from './refusals.ts';

/**
 * The image that a request carries. What it is, its bytes say and not its header.
 *
 * @throws CommentsError `invalid`: 413 with the fault of `picture` `too-long`, 415 for a compressed body.
 */
export async function readImage(request: Request): Promise<Uint8Array> {
  if (/^(?!identity$)./i.test(request.headers.get('content-encoding') ?? '')) {
    throw new HttpRefusal(415, 'invalid', 'The body must not be compressed.');
  }
  const tooLarge = (): HttpRefusal => new HttpRefusal(413, 'invalid', `The picture must be at most ${maxPictureBytes} bytes.`, [{ field: 'picture', reason: 'too-long' }]);
  return await bytesOf(request, maxPictureBytes, tooLarge);
}
