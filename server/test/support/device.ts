import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { refreshText, type WireDeviceKey, type WireRefresh, type WireReturn } from 'diwan/contract';

/** A device that holds tokens by a key of its own. */
export interface Device {
  readonly key: WireDeviceKey;
  /** A wish for new tokens, signed. */
  refresh(site: string, refresh: string): WireRefresh;
}

/** A device with a new key. */
export function newDevice(): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' }) as WireDeviceKey;
  return {
    key: { x, y },
    refresh(site, refresh) {
      const asked = { site, refresh, at: Date.now() };
      return { ...asked, signature: sign('sha256', Buffer.from(refreshText(asked)), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url') };
    },
  };
}

/** A return to a page of a site, and the verifier that belongs to it. */
export function newReturn(returnTo: string): WireReturn & { readonly verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url'), state: randomBytes(16).toString('base64url'), returnTo };
}

/** A return to a page of a site, whose verifier nobody needs. */
export function backTo(returnTo: string): WireReturn {
  const { challenge, state } = newReturn(returnTo);
  return { challenge, state, returnTo };
}
