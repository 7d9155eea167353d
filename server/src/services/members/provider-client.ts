import { emailFault } from 'diwan/contract';
import * as client from 'openid-client';
import { isLocalAddress, type OAuthSettings, type ProviderSettings } from './provider-settings.ts';

/** Who somebody is at a provider. */
export interface ProviderIdentity {
  /** With the subject, what they are known again by. */
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  /** Their address, where the provider says that it was confirmed. */
  readonly email: string | null;
}

/** What one way through a provider goes by: made at its beginning, and asked for again at its end. */
export interface ProviderChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** How long a provider may take to answer, in seconds, and how long what it said of itself is believed, in milliseconds. */
const patience = 10;
const discoveryLife = 86_400_000;

/** The longest name that is looked at, in UTF-16 units. */
const longestName = 1000;

/** The longest answer that is read of who somebody is, in characters. */
const longestAnswer = 200_000;

/** Speaks to one provider: the code flow of OAuth 2 with PKCE (S256), and of OpenID Connect with a nonce and a signed ID token. */
export class ProviderClient {
  readonly settings: ProviderSettings;
  readonly #now: () => number;
  #discovered: { readonly at: number; readonly configuration: Promise<client.Configuration> } | null = null;

  constructor(settings: ProviderSettings, now: () => number) {
    this.settings = settings;
    this.#now = now;
  }

  /** Where the reader goes to say who they are. Throws where the provider cannot be reached. */
  async begin(redirectTo: string, { state, nonce, verifier }: ProviderChecks, language: string | null): Promise<string> {
    const { protocol, scope } = this.settings;
    const parameters: Record<string, string> = {
      redirect_uri: redirectTo,
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      response_type: 'code',
    };
    if (scope !== '') parameters['scope'] = scope;
    if (protocol.kind === 'openid') {
      parameters['nonce'] = nonce;
      if (language !== null) parameters['ui_locales'] = language;
    }
    return client.buildAuthorizationUrl(await this.#configuration(), parameters).href;
  }

  /**
   * Who came back. Throws for anything that is not as it must be: another state or issuer, a code that the provider does not take, an ID
   * token that is not its own, not for us, not for this time, or unsigned.
   *
   * @param cameTo our own address, with all that the provider gave along.
   */
  async finish(cameTo: URL, { state, nonce, verifier }: ProviderChecks): Promise<ProviderIdentity> {
    const configuration = await this.#configuration();
    const { protocol } = this.settings;
    const checks = { expectedState: state, pkceCodeVerifier: verifier };
    if (protocol.kind === 'oauth2') {
      const { access_token: token } = await client.authorizationCodeGrant(configuration, cameTo, checks);
      return identityIn(await this.#userinfo(configuration, token, protocol), protocol);
    }
    const tokens = await client.authorizationCodeGrant(configuration, cameTo, { ...checks, expectedNonce: nonce, idTokenExpected: true });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider gave no ID token.');
    const isTold = typeof claims['name'] === 'string' && claims['email_verified'] !== undefined;
    const canAsk = configuration.serverMetadata().userinfo_endpoint !== undefined;
    const more = isTold || !canAsk ? {} : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    // Of an address and the word that it was confirmed, both are from the same answer.
    const [inToken, asked] = [personIn(claims, usualFields), personIn(more, usualFields)];
    return { issuer: claims.iss, subject: claims.sub, name: inToken.name ?? asked.name, email: inToken.email ?? asked.email };
  }

  /** What the provider says of itself, asked again each day, and at once where it could not be asked. */
  #configuration(): Promise<client.Configuration> {
    const { protocol } = this.settings;
    if (protocol.kind === 'oauth2') return Promise.resolve(this.#described(protocol));
    const known = this.#discovered;
    if (known && this.#now() - known.at < discoveryLife) return known.configuration;
    const configuration = this.#discover(protocol.issuer);
    this.#discovered = { at: this.#now(), configuration };
    configuration.catch(() => {
      if (this.#discovered?.configuration === configuration) this.#discovered = null;
    });
    return configuration;
  }

  async #discover(issuer: string): Promise<client.Configuration> {
    const { clientId, clientSecret } = this.settings;
    // The signature is looked at although the token comes over TLS from the provider itself: it costs little, and TLS may end elsewhere.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- only for addresses of this machine, which need no TLS.
    const execute = [client.enableNonRepudiationChecks, ...(isLocalAddress(issuer) ? [client.allowInsecureRequests] : [])];
    return await client.discovery(new URL(issuer), clientId, clientSecret ?? undefined, this.#authentication(), { execute, timeout: patience });
  }

  #described({ authorization, token, userinfo, issuer }: OAuthSettings): client.Configuration {
    const { clientId, clientSecret } = this.settings;
    const server: client.ServerMetadata = {
      issuer: issuer ?? new URL(authorization).origin,
      authorization_endpoint: authorization,
      token_endpoint: token,
      userinfo_endpoint: userinfo,
      authorization_response_iss_parameter_supported: issuer !== null,
    };
    const configuration = new client.Configuration(server, clientId, clientSecret ?? undefined, this.#authentication());
    configuration.timeout = patience;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above.
    if (isLocalAddress(token)) client.allowInsecureRequests(configuration);
    return configuration;
  }

  #authentication(): client.ClientAuth {
    const { clientSecret, authentication } = this.settings;
    if (clientSecret === null) return client.None();
    return authentication === 'basic' ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
  }

  async #userinfo(configuration: client.Configuration, token: string, { userinfo }: OAuthSettings): Promise<unknown> {
    const headers = new Headers({ accept: 'application/json' });
    const response = await client.fetchProtectedResource(configuration, token, new URL(userinfo), 'GET', null, headers);
    if (!response.ok) throw new Error(`The provider answered ${response.status} when asked who it was.`);
    const text = await response.text();
    if (text.length > longestAnswer) throw new Error('The provider answered too much when asked who it was.');
    return JSON.parse(text) as unknown;
  }
}

/** What OpenID Connect calls them (Core §5.1). */
const usualFields = { name: 'name', email: 'email', verified: 'email_verified' };

function identityIn(answer: unknown, { userinfo, issuer, fields }: OAuthSettings): ProviderIdentity {
  const subject = fieldIn(answer, fields.subject);
  if ((typeof subject !== 'string' || subject === '') && !Number.isSafeInteger(subject)) throw new Error('The provider did not say who it was.');
  // Not our own id of the provider, which an owner may give to another one day.
  return { issuer: `oauth2:${issuer ?? userinfo}`, subject: String(subject), ...personIn(answer, fields) };
}

function personIn(answer: unknown, fields: { readonly name: string | null; readonly email: string | null; readonly verified: string | null }): Pick<ProviderIdentity, 'name' | 'email'> {
  const name = fieldIn(answer, fields.name);
  const email = fieldIn(answer, fields.email);
  const isVerified = fieldIn(answer, fields.verified) === true;
  const isAddress = typeof email === 'string' && emailFault(email, 'required') === null;
  return { name: typeof name === 'string' && name.length <= longestName ? name : null, email: isVerified && isAddress ? email.trim() : null };
}

function fieldIn(answer: unknown, path: string | null): unknown {
  if (path === null) return null;
  return path.split('.').reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Record<string, unknown>)[name] : null), answer);
}
