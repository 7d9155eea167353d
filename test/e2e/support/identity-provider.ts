import type { TestContext } from 'node:test';
import { Provider } from 'oidc-provider';
import type { Locator, Page } from 'playwright-core';
import { listen } from './site.ts';

/** What a provider says of somebody; their `sub` is what they sign in with there. */
export interface Claims {
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** A real OpenID provider on this machine, where anybody signs in with any password. */
export interface IdentityProvider {
  readonly issuer: string;
  /** One entry of `DIWAN_PROVIDERS`. */
  readonly entry: object;
  /** Opens it for a server: only then is the address known that it may lead back to. */
  serve(server: string): void;
}

const client = { client_id: 'diwan', client_secret: 'a-secret-of-this-test-and-no-other' };

/** Starts a provider on any free port. `people` by their `sub`. */
export async function identityProviderFor(test: TestContext, people: Readonly<Record<string, Claims>>): Promise<IdentityProvider> {
  let handle: ReturnType<Provider['callback']> | undefined;
  const port = await listen(test, (request, response) => {
    if (handle) void handle(request, response);
    else response.writeHead(503).end();
  });
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    entry: { id: 'example', name: 'Example', issuer, clientId: client.client_id, clientSecret: client.client_secret },
    serve(server) {
      const provider = new Provider(issuer, {
        clients: [{ ...client, token_endpoint_auth_method: 'client_secret_post', redirect_uris: [`${server}/v1/providers/example/callback`] }],
        claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
        // The claims stand in the ID token, too.
        conformIdTokenClaims: false,
        cookies: { keys: ['keys of this test'] },
        findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
        pkce: { required: () => true },
      });
      handle = provider.callback();
    },
  };
}

/** Signs in on the provider's pages, wherever they are shown, and agrees to everything. */
export async function signInAt(page: Page, sub: string): Promise<void> {
  await page.locator('[name=login]').fill(sub);
  await page.locator('[name=password]').fill('any');
  const press = (button: Locator): Promise<void> => button.click();
  await press(page.locator('[type=submit]'));
  await press(page.locator('[type=submit]'));
}
