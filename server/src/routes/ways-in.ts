import type { AccountView } from 'diwan/contract';
import type { Config } from '../config.ts';
import type { Chores } from '../services/members/chores.ts';
import type { Grants } from '../services/members/grants.ts';
import type { Joining } from '../services/members/joining.ts';
import type { MemberLetters } from '../services/members/letters.ts';
import type { Limits } from '../services/members/limits.ts';
import type { MemberStore } from '../services/members/opening.ts';
import { Passkeys } from '../services/members/passkeys.ts';
import { Providers } from '../services/members/providers.ts';
import type { Reader, Sessions } from '../services/members/sessions.ts';
import { SingleSignOn } from '../services/members/single-sign-on.ts';
import type { Endpoints, Log, RequestContext } from './endpoint.ts';
import { networkOf } from './network.ts';
import { addPasskeyRoutes } from './passkeys.ts';
import { addProviderRoutes } from './providers.ts';
import { addSingleSignOnRoutes } from './single-sign-on.ts';

/** What the ways in beside passwords and codes need. */
export interface WaysInOptions {
  readonly store: MemberStore;
  readonly config: Pick<Config, 'providers' | 'signOn' | 'members'>;
  readonly grants: Grants;
  readonly sessions: Sessions;
  readonly chores: Chores;
  readonly letters: MemberLetters;
  readonly limits: Limits;
  readonly log: Log;
  readonly base: () => string;
  readonly now: () => number;
  readonly joining: Joining;
  readonly accountOf: (reader: Reader) => Promise<AccountView>;
}

/** What readers are told of the ways in (`SignInWays`). */
export interface WaysIn {
  readonly providers: Providers;
  readonly passkeys: Passkeys;
  readonly singleSignOn: SingleSignOn;
}

/** Lays the routes of providers, passkeys and single sign-on. */
export function addWaysIn(endpoints: Endpoints, { store, config, grants, sessions, chores, letters, limits, log, base, now, joining, accountOf }: WaysInOptions): WaysIn {
  const { database, secrets, sites } = store;
  const common = { database, secrets, grants, joining, chores, letters, base, now };
  const tell = (route: string) => (failure: Error) => log.mistake(route, failure);
  const providers = new Providers({ ...common, settings: config.providers, tell: tell('providers') });
  const passkeys = new Passkeys({ ...common, sites });
  const singleSignOn = new SingleSignOn({ ...common, settings: config.signOn, tell: tell('single sign-on') });
  const countBeginning = (context: RequestContext): Promise<void> => limits.countBeginning(networkOf(context, config.members.proxies));
  addProviderRoutes(endpoints, { providers, sessions, sites, base, accountOf, countBeginning });
  addPasskeyRoutes(endpoints, { passkeys, sessions, sites, base, accountOf, countBeginning });
  addSingleSignOnRoutes(endpoints, { singleSignOn, sites });
  return { providers, passkeys, singleSignOn };
}
