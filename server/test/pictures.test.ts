import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { accountPaths, isCommentsError, maxPictureBytes } from 'diwan/contract';
import { Pictures, pictureSide } from '../src/services/members/pictures.ts';
import { accountIn, bodyOf, faultsOf, joined, type TestMember } from './support/members.ts';
import { news, query, serverFor, type TestServer } from './support/server.ts';

const red = { r: 220, g: 20, b: 20 };
const blue = { r: 20, g: 20, b: 220 };

/** An image whose left half is red and whose right half is blue. */
function halves(width = 200, height = 200): Sharp {
  return sharp({ create: { width, height, channels: 3, background: blue } }).composite([{ input: { create: { width: width / 2, height, channels: 3, background: red } }, left: 0, top: 0 }]);
}

/** Which of the two a point of the picture shows. */
async function colourAt(picture: Uint8Array, x: number, y: number): Promise<'red' | 'blue'> {
  const [first = 0, , third = 0] = await sharp(picture).extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer();
  return first > third ? 'red' : 'blue';
}

/** What is given out of the member's picture. */
async function shown(server: TestServer, member: TestMember): Promise<{ readonly bytes: Uint8Array; readonly response: Response }> {
  const response = await fetch((await member.account()).viewer.picture ?? assert.fail('no picture'));
  assert.ok(response.url.startsWith(server.url));
  return { bytes: new Uint8Array(await response.arrayBuffer()), response };
}

test('a picture is a small square WebP, upright, of the middle, and without what the camera wrote', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const photo = await halves(600, 400)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Copyright: 'Secret Studio' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 19/1 0/1' } })
    .jpeg()
    .toBuffer();
  const before = await sharp(photo).metadata();
  assert.ok(before.orientation === 6 && before.exif && photo.includes('Secret Studio'), 'there is something to lose');
  assert.equal((await zin.picture(photo)).status, 200);
  const { bytes, response } = await shown(server, zin);
  const { format, width, height, exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
  assert.deepEqual({ format, width, height, exif, icc, xmp, iptc, orientation }, { format: 'webp', width: pictureSide, height: pictureSide, exif: undefined, icc: undefined, xmp: undefined, iptc: undefined, orientation: undefined });
  assert.ok(!Buffer.from(bytes).includes('Secret') && !Buffer.from(bytes).includes('EXIF'));
  assert.deepEqual([await colourAt(bytes, 96, 20), await colourAt(bytes, 96, 170)], ['red', 'blue'], 'turned as its camera was held');
  const headers = ['content-type', 'cache-control', 'cross-origin-resource-policy', 'x-content-type-options', 'content-security-policy', 'access-control-allow-origin'].map((name) => response.headers.get(name));
  assert.deepEqual(headers, ['image/webp', 'public, max-age=604800, immutable', 'cross-origin', 'nosniff', "default-src 'none'; frame-ancestors 'none'", '*']);
});

test('whatever common image it is, however small, is taken', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const [width, height] = [8, 8];
  const frames = Buffer.concat([red, blue].map(({ r, g, b }) => Buffer.alloc(width * height * 3, Buffer.from([r, g, b]))));
  const images: Readonly<Record<string, Buffer>> = {
    jpeg: await halves().jpeg().toBuffer(),
    png: await halves().png().toBuffer(),
    webp: await halves().webp().toBuffer(),
    avif: await halves().avif().toBuffer(),
    'a gif that moves': await sharp(frames, { raw: { width, height: 2 * height, channels: 3, pageHeight: height } }).gif({ delay: [50, 50] }).toBuffer(),
    'a webp that moves': await sharp(frames, { raw: { width, height: 2 * height, channels: 3, pageHeight: height } }).webp({ lossless: true }).toBuffer(),
    'a jpeg for printers': await halves().toColourspace('cmyk').jpeg().toBuffer(),
    'one dot': await sharp({ create: { width: 1, height: 1, channels: 4, background: { ...red, alpha: 1 } } }).png().toBuffer(),
    'a stripe': await halves(3000, 2).png().toBuffer(),
  };
  assert.equal((await sharp(images['a gif that moves']).metadata()).pages, 2);
  assert.equal((await sharp(images['a jpeg for printers']).metadata()).space, 'cmyk');
  for (const [name, image] of Object.entries(images)) {
    const reply = await zin.picture(image);
    assert.equal(reply.status, 200, name);
    const { bytes } = await shown(server, zin);
    const { format, width: side, height: other, pages } = await sharp(bytes).metadata();
    assert.deepEqual([format, side, other, pages], ['webp', pictureSide, pictureSide, undefined], name);
    if (name !== 'a stripe') assert.equal(await colourAt(bytes, 20, 96), 'red', name);
  }
});

/** The head of a PNG that says how large it is, and next to nothing behind. */
function hugePng(side: number): Buffer {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crcOf(png.subarray(12, 29)), 29);
  return png;
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test('what is no picture, or too much of one, is refused and changes nothing', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  await zin.picture(await halves().png().toBuffer());
  const { viewer } = await zin.account();
  const jpeg = await halves(400, 400).jpeg().toBuffer();
  const hugeGif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 1, 0, 0x3b])]);
  const refused: Readonly<Record<string, readonly [image: Buffer, fault: string, status?: number]>> = {
    nothing: [Buffer.alloc(0), 'picture malformed'],
    text: [Buffer.from('Rojbaş'), 'picture malformed'],
    svg: [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'), 'picture malformed'],
    html: [Buffer.from('<!doctype html><script>alert(1)</script>'), 'picture malformed'],
    tiff: [await halves().tiff().toBuffer(), 'picture malformed'],
    'a jpeg that ends too early': [jpeg.subarray(0, jpeg.length / 2), 'picture malformed'],
    'only the head of a jpeg': [jpeg.subarray(0, 3), 'picture malformed'],
    'html that begins like a gif': [Buffer.from('GIF89a<script>alert(1)</script>'), 'picture malformed'],
    'a png of ten thousand million dots': [hugePng(100_000), 'picture too-long'],
    'a png of more than can be': [hugePng(0x7fffffff), 'picture malformed'],
    'a gif of four thousand million dots': [hugeGif, 'picture too-long'],
    'too many bytes': [Buffer.concat([jpeg, Buffer.alloc(maxPictureBytes)]), 'picture too-long', 413],
  };
  for (const [name, [image, fault, status = 422]] of Object.entries(refused)) {
    const start = performance.now();
    const reply = await zin.picture(image);
    assert.deepEqual([reply.status, faultsOf(reply)], [status, [fault]], name);
    assert.ok(performance.now() - start < 2000, `${name} takes long`);
  }
  assert.deepEqual((await zin.account()).viewer, viewer);
  const compressed = await server.ask(`${accountPaths.picture}?${query({ site: news })}`, { method: 'PUT', headers: { ...zin.headers, 'content-encoding': 'gzip' }, body: Uint8Array.from(jpeg) });
  assert.equal(compressed.status, 415);
});

test('the picture stands at all their comments, and the one before is gone', async (context) => {
  const server = await serverFor(context);
  const zin = await joined(server);
  const first = await zin.wrote('1');
  const removed = await zin.wrote('', { state: 'removed', name: null });
  const pictures = async (): Promise<unknown[]> =>
    (await server.store.database.reader.selectFrom('comments').select(['picture']).where('id', 'in', [first.id, removed.id]).orderBy('state').execute()).map(({ picture }) => picture);
  assert.equal((await zin.picture(await halves().png().toBuffer())).status, 200);
  const one = (await zin.account()).viewer.picture ?? '';
  assert.deepEqual(await pictures(), [one.split('/').at(-1), null]);
  const shownAt = async (): Promise<unknown> => (await server.page({})).body.items[0]?.author.picture;
  assert.equal(await shownAt(), one);
  await zin.picture(await halves().jpeg().toBuffer());
  const other = (await zin.account()).viewer.picture ?? '';
  assert.notEqual(other, one);
  assert.deepEqual([(await fetch(one)).status, (await fetch(other)).status], [404, 200]);
  assert.equal(await shownAt(), other, 'a page that was kept is another');
  assert.equal(bodyOf(await server.ask(`${accountPaths.profile(zin.id)}?${query({ site: news })}`)).viewer.picture, other);
  assert.equal((await zin.wrote('2')).picture, other.split('/').at(-1));

  assert.equal(accountIn(await zin.send('POST', accountPaths.pictureRemoval)).viewer.picture, null);
  assert.deepEqual([await pictures(), (await fetch(other)).status], [[null, null], 404]);
  assert.deepEqual(await server.store.database.reader.selectFrom('pictures').select('id').execute(), []);
  assert.equal((await server.ask('/v1/pictures/none')).status, 404);
});

test('pictures are made one after the other, and few wait', async () => {
  const pictures = new Pictures();
  const image = await halves().png().toBuffer();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => pictures.make(image)));
  assert.deepEqual(outcomes.map(({ status }) => status), [...Array<string>(5).fill('fulfilled'), ...Array<string>(3).fill('rejected')]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') assert.ok(isCommentsError(outcome.reason) && outcome.reason.code === 'unavailable' && outcome.reason.retryAfter === 5);
  pictures.refuseCrowd();
  assert.ok((await pictures.make(image)).length > 0, 'afterwards there is room again');
});
