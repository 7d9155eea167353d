/**
 * The forms in which backends have been seen to give an e-mail address away: hashes (the picture
 * services name pictures by the MD5 or SHA-256 of the address) and plain encodings.
 */
export async function disguisesOf(email: string): Promise<string[]> {
  const forms = new Set<string>();
  for (const spelling of new Set([email, email.toLowerCase()])) {
    const bytes = new TextEncoder().encode(spelling);
    const hashes = [md5(bytes)];
    // WebCrypto is there in secure contexts only; elsewhere the oldest hash must do.
    for (const name of globalThis.crypto?.subtle ? ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] : []) {
      hashes.push(new Uint8Array(await crypto.subtle.digest(name, bytes)));
    }
    for (const hash of hashes) for (const form of [hex(hash), ...base64(hash)]) forms.add(form);
    for (const form of [hex(bytes), ...base64(bytes), encodeURIComponent(spelling), Array.from(spelling).reverse().join('')]) forms.add(form);
  }
  return [...forms];
}

/** The MD5 of some bytes (RFC 1321), which WebCrypto does not know. */
export function md5(message: Uint8Array): Uint8Array {
  const length = message.length;
  const padded = new Uint8Array(((length + 8) >> 6 << 6) + 64);
  padded.set(message);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, length << 3, true);
  view.setUint32(padded.length - 4, Math.floor(length / 2 ** 29), true);

  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d] = state as unknown as [number, number, number, number];
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round]!;
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round]! % 16;
      const sum = (a + mixed + sines[step]! + view.getUint32(block + word * 4, true)) | 0;
      const shift = shifts[round]![step % 4]!;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    for (const [index, value] of [a, b, c, d].entries()) state[index]! += value;
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [index, value] of state.entries()) digest.setUint32(index * 4, value, true);
  return new Uint8Array(digest.buffer);
}

const shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const sines = Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Base64 in both alphabets, without padding so that it is found with it and without. */
function base64(bytes: Uint8Array): [string, string] {
  const text = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}
