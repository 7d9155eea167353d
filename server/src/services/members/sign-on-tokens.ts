import { flag, isCommentsError, maybe, record, refuse, text, type Guard } from 'diwan/contract';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTPayload } from 'jose';
import type { SignOnSettings } from './sign-on-settings.ts';

/** One of the site's own users, as its token names them. */
export interface SiteUser {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** An address that the site confirmed, or `null`. */
  readonly email: string | null;
  /** What this token is known again by, in words that whoever has it cannot change. */
  readonly token: string;
  /** Until when it would be taken, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token is not taken. The sentence is for whoever programs the site, and holds nothing of the token. */
export class SignOnRefusal extends Error {
  override readonly name = 'SignOnRefusal';
}

/** The longest time a token may be good, and how far the clocks of two machines may be apart, in seconds. */
const longestLife = 600;
const clockTolerance = 30;

/** How long the keys of a site are believed, how soon they are asked for again by a token with an unknown one, and how long that may take, in milliseconds. */
const jwksTimes = { cacheMaxAge: 600_000, cooldownDuration: 30_000, timeoutDuration: 5000 };

/** Seconds since 1970, with a fraction or without (RFC 7519 `NumericDate`). */
const moment: Guard<number> = (value, path) => (typeof value === 'number' && value >= 0 && value < 1e11 ? value : refuse(path));

const claims = record({ sub: text(500, 1), name: text(1000, 1), email: maybe(text(500, 1)), email_verified: maybe(flag), jti: maybe(text(500, 1)), iat: moment, exp: moment });

/** Reads the tokens of one site. */
export class SignOnTokens {
  readonly #settings: SignOnSettings;
  readonly #now: () => number;
  readonly #jwks: JWTVerifyGetKey | null;

  constructor(settings: SignOnSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
    this.#jwks = settings.key.kind === 'jwks' ? createRemoteJWKSet(new URL(settings.key.address), jwksTimes) : null;
  }

  /** Whom a token names. Whether it was used before is not looked at. @throws SignOnRefusal; what jose throws where the keys of the site cannot be had. */
  async read(token: string): Promise<SiteUser> {
    const { issuer } = this.#settings;
    const { sub, name, email, email_verified: isConfirmed, jti, iat, exp } = claimsIn(await this.#payloadOf(token));
    const now = this.#now() / 1000;
    if (exp - iat > longestLife || exp > now + longestLife + clockTolerance) throw new SignOnRefusal(`exp is more than ${longestLife} seconds after iat, or from now.`);
    if (iat > now + clockTolerance) throw new SignOnRefusal('iat is in the future.');
    // Without its signature: the same signature can be written in two ways in base64url.
    const signed = token.slice(0, token.lastIndexOf('.'));
    return { issuer, subject: sub, name, email: isConfirmed === true ? email : null, token: jti === null ? signed : `jti ${jti}`, expiresAt: Math.ceil((exp + clockTolerance) * 1000) };
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, key } = this.#settings;
    const options: JWTVerifyOptions = {
      issuer,
      audience,
      algorithms: key.kind === 'fixed' ? [...key.algorithms] : ['EdDSA', 'Ed25519', 'RS256'],
      clockTolerance,
      currentDate: new Date(this.#now()),
      requiredClaims: ['exp', 'iat', 'sub'],
    };
    try {
      const { payload } = key.kind === 'fixed' ? await jwtVerify(token, key.key, options) : await jwtVerify(token, this.#jwks!, options);
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTClaimValidationFailed || cause instanceof errors.JWTExpired) throw new SignOnRefusal(`${cause.claim} is not as it must be.`, { cause });
      if (cause instanceof errors.JWKSTimeout || !(cause instanceof errors.JOSEError) || cause.code === 'ERR_JOSE_GENERIC') throw cause;
      throw new SignOnRefusal('It is not signed as this site signs.', { cause });
    }
  }
}

function claimsIn(payload: JWTPayload): ReturnType<typeof claims> {
  try {
    return claims(payload, '');
  } catch (thrown) {
    if (!isCommentsError(thrown)) throw thrown;
    throw new SignOnRefusal(`${thrown.faults[0]?.field ?? 'A claim'} is not as it must be.`);
  }
}
