import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { closed, listOf, maybe, refuse, text, type Guard } from 'diwan/contract';
import type { Sites } from '../../sites.ts';
import { safeAddress } from './provider-settings.ts';

/** How a site signs the tokens of its users. The algorithms are fixed with the key: what a token says of itself decides nothing. */
export interface SignOnSettings {
  /** The id of the site. */
  readonly site: string;
  readonly issuer: string;
  readonly audience: string;
  readonly key: { readonly kind: 'jwks'; readonly address: string } | { readonly kind: 'fixed'; readonly key: KeyObject; readonly algorithms: readonly string[] };
}

/** As it stands in `DIWAN_SSO`. */
interface WrittenSignOn {
  readonly site: string;
  readonly issuer: string;
  readonly audience: string | null;
  readonly jwks: string | null;
  readonly publicKey: KeyObject | null;
  readonly secret: string | null;
}

/** The fewest bits of an RSA key (NIST SP 800-131A). */
const leastRsaBits = 2048;

/** The fewest bytes of a shared secret: as many as its signature has (RFC 7518 §3.2). */
const leastSecretBytes = 32;

/** A public key: PEM, or a JWK as an object. A private one is refused, since it does not belong here. */
const publicKey: Guard<KeyObject> = (value, path) => {
  if (typeof value === 'string' ? /PRIVATE/.test(value) : typeof value === 'object' && value !== null && 'd' in value) refuse(path);
  try {
    const key = typeof value === 'string' ? createPublicKey(value) : createPublicKey({ key: value as JsonWebKey, format: 'jwk' });
    return algorithmsOf(key) ? key : refuse(path);
  } catch {
    return refuse(path);
  }
};

const secret: Guard<string> = (value, path) => (Buffer.byteLength(text(1000, 1)(value, path)) >= leastSecretBytes ? (value as string) : refuse(path, 'too-short'));

const written = closed<WrittenSignOn>({
  site: text(500, 1),
  issuer: text(500, 1),
  audience: maybe(text(500, 1)),
  jwks: maybe(safeAddress),
  publicKey: maybe(publicKey),
  secret: maybe(secret),
});

/** Guards `DIWAN_SSO`: a list with at most one entry for each site. */
export function signOnSetting(sites: Sites): Guard<readonly SignOnSettings[]> {
  return (value, path) => {
    const settings = listOf((each, at) => signOn(each, at, sites), 1000)(value, path);
    settings.forEach(({ site }, index) => {
      if (settings.findIndex((other) => other.site === site) < index) refuse(`${path}[${index}].site`, 'taken');
    });
    return settings;
  };
}

function signOn(value: unknown, path: string, sites: Sites): SignOnSettings {
  const { site: named, issuer, audience, jwks, publicKey: open, secret: shared } = written(value, path);
  const site = sites.idOf(named) ?? refuse(`${path}.site`);
  const common = { site, issuer, audience: audience ?? site };
  const given = [jwks, open, shared].filter((key) => key !== null).length;
  if (given !== 1) refuse(`${path}.${given === 0 ? 'publicKey' : 'secret'}`, given === 0 ? 'required' : 'unknown');
  if (jwks !== null) return { ...common, key: { kind: 'jwks', address: jwks } };
  if (open !== null) return { ...common, key: { kind: 'fixed', key: open, algorithms: algorithmsOf(open) ?? [] } };
  return { ...common, key: { kind: 'fixed', key: createSecretKey(Buffer.from(shared ?? '')), algorithms: ['HS256'] } };
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly string[] | null {
  if (asymmetricKeyType === 'ed25519') return ['EdDSA', 'Ed25519'];
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= leastRsaBits) return ['RS256'];
  return null;
}
