import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { Provider } from 'oidc-provider';

/** What a provider says of somebody. */
export interface Person {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** The client that providers know us as. */
export const client = { clientId: 'diwan', clientSecret: 'a-secret-of-these-tests-and-no-other' };

/** A real OpenID provider, where anybody signs in with any password; `people` by what they sign in with. `serve` opens it for a server. */
export async function realIssuer(context: TestContext, people: Readonly<Record<string, Person>>): Promise<{ readonly issuer: string; serve(server: string, id: string): void }> {
  let handle: RequestListener | undefined;
  const issuer = await listening(context, (request, response) => (handle ? handle(request, response) : response.writeHead(503).end()));
  return {
    issuer,
    serve(server, id) {
      const provider = new Provider(issuer, {
        clients: [{ client_id: client.clientId, client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_post', redirect_uris: [`${server}/v1/providers/${id}/callback`] }],
        claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
        cookies: { keys: ['keys of these tests'] },
        findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
        pkce: { required: () => true },
      });
      const callback = provider.callback();
      handle = (request, response) => void callback(request, response);
    },
  };
}

/** What a hostile issuer makes of the ID token that it would give if it were honest. */
export interface Forgery {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  /** By what it is signed instead of the issuer's own key. */
  readonly by?: 'another key' | 'our secret' | 'the public key' | 'nothing';
  /** What of the answer is other. */
  readonly answer?: Record<string, unknown>;
}

/** An issuer that does as a test tells it. */
export interface HostileIssuer {
  readonly issuer: string;
  forgery: Forgery;
  /** What it says when it is asked who somebody is. */
  userinfo: Record<string, unknown>;
  /** What the token endpoint was asked with last. */
  asked: URLSearchParams;
  /** Takes note of a request for authorisation, as if somebody agreed. */
  authorize(to: URL): void;
}

/** Starts one. */
export async function hostileIssuer(context: TestContext): Promise<HostileIssuer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let authorized = new URLSearchParams();
  const state: { -readonly [Name in keyof HostileIssuer]: HostileIssuer[Name] } = {
    issuer: '',
    forgery: {},
    userinfo: { sub: 'thief' },
    asked: new URLSearchParams(),
    authorize: (to) => (authorized = to.searchParams),
  };

  function idToken({ claims = {}, header = {}, by }: Forgery): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: state.issuer, aud: client.clientId, sub: 'thief', iat: now, exp: now + 300, nonce: authorized.get('nonce'), name: 'Beko', email: 'zin@reader.example', email_verified: true, ...claims };
    const alg = by === 'nothing' ? 'none' : by === 'our secret' || by === 'the public key' ? 'HS256' : 'RS256';
    const signed = [{ alg, kid: 'own', ...header }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    if (by === 'nothing') return `${signed}.`;
    const secret = by === 'our secret' ? client.clientSecret : own.publicKey.export({ type: 'spki', format: 'pem' });
    if (alg === 'HS256') return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), (by === 'another key' ? other : own).privateKey).toString('base64url')}`;
  }

  function tokens(asked: URLSearchParams): [number, object] {
    state.asked = asked;
    const challenge = createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url');
    if (challenge !== authorized.get('code_challenge') || asked.get('redirect_uri') !== authorized.get('redirect_uri')) return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'access', token_type: 'Bearer', id_token: idToken(state.forgery), ...state.forgery.answer }];
  }

  state.issuer = await listening(context, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answers: Record<string, () => [number, object]> = {
        '/.well-known/openid-configuration': () => [200, { issuer: state.issuer, authorization_endpoint: `${state.issuer}/authorize`, token_endpoint: `${state.issuer}/token`, userinfo_endpoint: `${state.issuer}/userinfo`, jwks_uri: `${state.issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'], authorization_response_iss_parameter_supported: true }],
        '/jwks': () => [200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] }],
        '/token': () => tokens(new URLSearchParams(Buffer.concat(chunks).toString())),
        '/userinfo': () => [200, state.userinfo],
      };
      const [status, body] = answers[request.url ?? '']?.() ?? [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  return state;
}

async function listening(context: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
