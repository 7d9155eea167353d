import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { WireGrant } from 'diwan/contract';
import { newDevice } from './device.ts';
import { news, type Reply, type TestServer } from './server.ts';

/** A key of a site. */
export interface SiteKey {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly algorithm: 'EdDSA' | 'RS256';
  readonly pem: string;
  jwk(kid: string): object;
}

/** Makes a key for a site. */
export function siteKey(algorithm: SiteKey['algorithm'] = 'EdDSA'): SiteKey {
  const pair = algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...pair,
    algorithm,
    pem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: (kid) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }),
  };
}

/** Where the tokens of tests come from. */
export const siteIssuer = 'https://accounts.news.example';

/** What a token says, for a user of the site, unless told otherwise. `undefined` leaves a claim out. */
export function claimsAt(now: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const seconds = Math.floor(now / 1000);
  return { iss: siteIssuer, aud: news, sub: 'user 1', name: 'Zîn', iat: seconds, exp: seconds + 300, ...more };
}

/** Signs a token by hand, with whatever it says of itself. */
export function signedToken(claims: object, key: SiteKey | string | null, header: object = {}): string {
  const algorithm = key === null ? 'none' : typeof key === 'string' ? 'HS256' : key.algorithm;
  const signed = [{ alg: algorithm, typ: 'JWT', ...header }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  if (key === null) return `${signed}.`;
  if (typeof key === 'string') return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
  return `${signed}.${sign(key.algorithm === 'EdDSA' ? null : 'sha256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/** Signs in with a token, on a page of another site than the server's. */
export async function signOn(server: TestServer, token: string, { site = news, headers = {} }: { readonly site?: string; readonly headers?: Record<string, string> } = {}): Promise<Reply & { readonly grant: WireGrant }> {
  const reply = await server.send('POST', '/v1/session/single-sign-on', { site, token, hold: { kind: 'token', key: newDevice().key } }, { origin: site, ...headers });
  return { ...reply, grant: reply.body as unknown as WireGrant };
}

/** Gives out keys at an address, as long as the test runs. */
export async function keysAt(context: TestContext): Promise<{ readonly address: string; keys: object[]; status: number; asked: number }> {
  const state = { address: '', keys: [] as object[], status: 200, asked: 0 };
  const server = createServer((_request, response) => {
    state.asked++;
    response.writeHead(state.status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  state.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return state;
}
