import type { SignInWays } from 'diwan/contract';
import type { Config } from '../config.ts';
import type { Members, MemberStore } from '../services/members/opening.ts';
import { OwnComments } from '../services/members/own-comments.ts';
import { Pictures } from '../services/members/pictures.ts';
import type { Ownership } from '../services/ownership.ts';
import type { Showing } from '../services/view.ts';
import { addAccountRoutes } from './account.ts';
import type { Endpoints, Log } from './endpoint.ts';
import { Folder } from './folder.ts';
import { addLinkRoutes } from './links.ts';
import { addProfileRoutes } from './profiles.ts';
import { addServerPage } from './server-page.ts';
import { addSessionRoutes } from './session.ts';
import { addWaysIn, type WaysIn } from './ways-in.ts';

/** What the routes of members need. */
export interface MemberRoutesOptions {
  readonly store: MemberStore;
  readonly config: Config;
  readonly members: Members;
  readonly ownership: Ownership;
  readonly showing: Showing;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What a page says that a server with members can do. */
export function memberFacets(ways: WaysIn): readonly string[] {
  return ['session', 'signInPages', 'account', 'passkeys', ...(ways.singleSignOn.isOffered ? ['singleSignOn'] : [])];
}

/** Lays all routes of members: sessions, further ways in, accounts, profiles, and the server's own page. */
export function addMemberRoutes(endpoints: Endpoints, { store, config, members, ownership, showing, log, now }: MemberRoutesOptions): WaysIn {
  const { database, secrets, sites } = store;
  const { base, facts } = showing;
  const { accounts, leaving, sessions, grants, joining, letters, chores, limits } = members;
  const { proxies, passwordLength } = config.members;
  const ways = addWaysIn(endpoints, { store, config, grants, sessions, chores, letters, limits, joining, log, base, now, accountOf: (reader) => accounts.view(reader) });
  const furtherWays = (site: string, origin: string | null): Pick<SignInWays, 'passkeys' | 'providers' | 'singleSignOn'> => ({
    passkeys: origin !== null && ways.passkeys.isFor(origin),
    providers: ways.providers.views,
    singleSignOn: ways.singleSignOn.isFor(site),
  });
  addSessionRoutes(endpoints, { members, sites, proxies, base, furtherWays, passwordLength });
  addLinkRoutes(endpoints, { members, proxies, base });
  addAccountRoutes(endpoints, { accounts, ownComments: new OwnComments({ database, secrets, ownership, showing }), leaving, pictures: new Pictures(), limits, sessions, sites, facts });
  addProfileRoutes(endpoints, { accounts, database, sites });
  addServerPage(endpoints, new Folder(config.embedFolder));
  return ways;
}
