import { accountPaths, sessionPaths, wireNewPasskey, wirePasskeySignIn, wirePasskeyWish, wireSite, type AccountView } from 'diwan/contract';
import type { Passkeys } from '../services/members/passkeys.ts';
import type { Reader, Sessions } from '../services/members/sessions.ts';
import type { Sites } from '../sites.ts';
import { jsonAnswer } from './answers.ts';
import { readBody } from './body.ts';
import type { Endpoints, RequestContext } from './endpoint.ts';
import { deviceOf, grantAnswer, memberOf } from './reader.ts';
import { idIn, siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignSignIn, siteSigningIn } from './writes.ts';

/** What the routes of passkeys need. */
export interface PasskeyRoutesOptions {
  readonly passkeys: Passkeys;
  readonly sessions: Sessions;
  readonly sites: Sites;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  /** The account of whoever asks, as it is now. */
  readonly accountOf: (reader: Reader) => Promise<AccountView>;
  /** Counts what is begun, by network. @throws CommentsError `rate-limited` */
  readonly countBeginning: (context: RequestContext) => Promise<void>;
}

const removalRoute = accountPaths.passkey(':id').replace('%3A', ':');

/** Lays the routes by which members sign in with passkeys, add and remove them. */
export function addPasskeyRoutes(endpoints: Endpoints, { passkeys, sessions, sites, base, accountOf, countBeginning }: PasskeyRoutesOptions): void {
  function siteOf(context: RequestContext, named: string): string {
    const site = siteNamed(named, sites);
    refuseForeignSignIn(context, site, sites, base());
    return site;
  }

  endpoints.on('POST', sessionPaths.passkeyChallenge, 'members', async (context) => {
    const { site: named, purpose } = await readBody(context.req.raw, wirePasskeyWish);
    const site = siteOf(context, named);
    await countBeginning(context);
    const options = purpose === 'sign-in' ? await passkeys.signInOptions(site) : await passkeys.newOptions(await memberOf(context, site, sessions));
    return jsonAnswer(200, { options });
  });

  endpoints.on('POST', sessionPaths.passkeySignIn, 'members', async (context) => {
    const { site: named, answer, hold } = await readBody(context.req.raw, wirePasskeySignIn);
    const site = siteSigningIn(context, { named, hold }, sites, base());
    return grantAnswer(site, await passkeys.signIn(site, answer, { hold, device: deviceOf(context) }));
  });

  endpoints.on('POST', accountPaths.passkeys, 'members', async (context) => {
    const { site: named, name, answer } = await readBody(context.req.raw, wireNewPasskey);
    const reader = await memberOf(context, siteOf(context, named), sessions);
    await passkeys.add(reader, name, answer);
    return jsonAnswer(200, await accountOf(reader));
  });

  endpoints.on('POST', removalRoute, 'members', async (context) => {
    const { site: named } = await readBody(context.req.raw, wireSite);
    const reader = await memberOf(context, siteOf(context, named), sessions);
    await passkeys.remove(reader, idIn(context));
    return jsonAnswer(200, await accountOf(reader));
  });

  for (const route of [sessionPaths.passkeyChallenge, sessionPaths.passkeySignIn, accountPaths.passkeys, removalRoute]) {
    endpoints.on('OPTIONS', route, 'members', (context) => preflightAnswer(context, sites));
  }
}
