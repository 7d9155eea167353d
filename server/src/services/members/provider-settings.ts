import { closed, listOf, maybe, oneOf, refuse, text, type Guard } from 'diwan/contract';

/** An OpenID Connect provider: everything else it says itself, below its issuer. */
export interface OpenIdSettings {
  readonly kind: 'openid';
  readonly issuer: string;
}

/** An OAuth 2 provider that knows nothing of OpenID Connect. */
export interface OAuthSettings {
  readonly kind: 'oauth2';
  readonly authorization: string;
  readonly token: string;
  /** Asked for who it was. */
  readonly userinfo: string;
  /** Its name in answers (RFC 9207), or `null` where it does not give one. */
  readonly issuer: string | null;
  readonly fields: ProviderFields;
}

/** Where in a provider's answer things stand: names, with a dot between those of objects in one another. */
export interface ProviderFields {
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  /** A field that is `true` for an address that was confirmed, or `null`: then none is believed. */
  readonly verified: string | null;
}

/** A provider that readers can connect with, as its owner described it. */
export interface ProviderSettings {
  readonly id: string;
  readonly name: string;
  readonly icon: string | null;
  readonly clientId: string;
  /** `null` for a client that has none. */
  readonly clientSecret: string | null;
  readonly authentication: 'post' | 'basic';
  readonly scope: string;
  readonly protocol: OpenIdSettings | OAuthSettings;
}

/** As it stands in `DIWAN_PROVIDERS`. */
interface WrittenProvider {
  readonly id: string;
  readonly name: string;
  readonly icon: string | null;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly authentication: 'post' | 'basic' | null;
  readonly scope: string | null;
  readonly issuer: string | null;
  readonly oauth2: Omit<OAuthSettings, 'kind'> | null;
}

/** An address that secrets may be sent to: none that can be listened to on its way. */
export const safeAddress: Guard<string> = (value, path) => {
  const url = URL.parse(text(2000, 1)(value, path));
  const isSafe = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)));
  return isSafe && !url.username && !url.password && !url.hash ? (value as string) : refuse(path);
};

/** Whether a request to it may go without TLS: it never leaves the machine. */
export function isLocalAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && loopback.test(hostname);
}

const loopback = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/;

const id: Guard<string> = (value, path) => (/^[a-z0-9-]{1,40}$/.test(text(40, 1)(value, path)) ? (value as string) : refuse(path));
const icon: Guard<string> = (value, path) => (/^data:image\//.test(text(4000, 1)(value, path)) ? (value as string) : refuse(path));
const field = text(200, 1);
const fields = closed<ProviderFields>({ subject: field, name: maybe(field), email: maybe(field), verified: maybe(field) });

const written = closed<WrittenProvider>({
  id,
  name: text(100, 1),
  icon: maybe(icon),
  clientId: text(1000, 1),
  clientSecret: maybe(text(1000, 1)),
  authentication: maybe(oneOf('post', 'basic')),
  scope: maybe(text(1000, 1)),
  issuer: maybe(safeAddress),
  oauth2: maybe(closed({ authorization: safeAddress, token: safeAddress, userinfo: safeAddress, issuer: maybe(safeAddress), fields })),
});

/** Guards `DIWAN_PROVIDERS`: a list of providers. */
export const providersSetting: Guard<readonly ProviderSettings[]> = (value, path) => {
  const providers = listOf(provider, 50)(value, path);
  providers.forEach(({ id: mine }, index) => {
    if (providers.findIndex((other) => other.id === mine) < index) refuse(`${path}[${index}].id`, 'taken');
  });
  return providers;
};

function provider(value: unknown, path: string): ProviderSettings {
  const { issuer, oauth2, authentication, scope, ...rest } = written(value, path);
  if (issuer !== null && oauth2 !== null) refuse(`${path}.oauth2`, 'unknown');
  const plain = { ...rest, authentication: authentication ?? 'post' };
  if (oauth2 !== null) return { ...plain, scope: scope ?? '', protocol: { kind: 'oauth2', ...oauth2 } };
  if (issuer === null) return refuse(`${path}.issuer`, 'required');
  return { ...plain, scope: scope ?? 'openid profile email', protocol: { kind: 'openid', issuer } };
}
