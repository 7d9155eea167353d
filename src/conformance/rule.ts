import type { Subject } from './backend.ts';
import type { Trial } from './trial.ts';

/** Something a backend must have for a rule to apply to it. */
export interface Need {
  /** Goes on after "needs": `replies (facts.maxDepth above 0)`. */
  readonly what: string;
  isMet(subject: Subject): boolean;
}

/** One promise of the contract, and how it is checked. */
export interface Rule {
  /** Stable for ever: `paging.boundaries-stay`. What stands before the dot is the rule's group. */
  readonly id: string;
  /** The promise in one sentence. */
  readonly sentence: string;
  readonly needs: readonly Need[];
  /** Ends well where the promise is kept; throws `BrokenRule`, or whatever the adapter threw, where it is not. */
  check(trial: Trial): Promise<void>;
}

/** Writes a rule down. */
export function rule(id: string, sentence: string, needs: readonly Need[], check: (trial: Trial) => Promise<void>): Rule {
  return { id, sentence, needs, check };
}

/** The needs that rules name. */
export const needs = {
  listing: need('comments that can be read once they are written', ({ lists }) => lists),
  freezing: need('pages with a mark (asOf)', ({ freezes }) => freezes),
  holding: need('a backend that holds new comments', ({ holds }) => holds),
  moderation: need('a moderator (backend.moderation)', ({ backend }) => backend.moderation !== undefined),
  replies: need('replies (facts.maxDepth above 0)', ({ facts }) => facts.maxDepth > 0),
  nested: need('replies to replies (facts.maxDepth above 1)', ({ facts }) => facts.maxDepth > 1),
  fewLevels: need('at most 10 levels of replies (facts.maxDepth)', ({ facts }) => facts.maxDepth <= 10),
  noReplies: need('a backend without replies (facts.maxDepth 0)', ({ facts }) => facts.maxDepth === 0),
  numbered: need('numbered pages (facts.paging)', ({ facts }) => facts.paging === 'numbered'),
  sequential: need('sequential pages (facts.paging)', ({ facts }) => facts.paging === 'sequential'),
  whole: need('whole threads (facts.paging)', ({ facts }) => facts.paging === 'whole'),
  pages: need('more than one page (facts.paging other than whole)', ({ facts }) => facts.paging !== 'whole'),
  oldest: need('the sort oldest (facts.sorts)', ({ facts }) => facts.sorts.includes('oldest')),
  newest: need('the sort newest (facts.sorts)', ({ facts }) => facts.sorts.includes('newest')),
  oneSort: need('a sort that is not among facts.sorts', ({ facts }) => new Set(facts.sorts).size < 2),
  smallPages: need('a facts.maxPageSize below 30', ({ facts }) => facts.maxPageSize < 30),
  modestLength: need('a facts.maxLength of at most 20000', ({ facts }) => facts.maxLength <= 20_000),
  idempotence: need('facts.idempotentWrites', ({ facts }) => facts.idempotentWrites),
  names: need('guests who may give a name (facts.guest.name)', ({ facts }) => facts.guest.name !== 'none'),
  nameRequired: need('guests who must give a name (facts.guest.name)', ({ facts }) => facts.guest.name === 'required'),
  nameFree: need('guests who need not give a name (facts.guest.name)', ({ facts }) => facts.guest.name !== 'required'),
  emails: need('guests who may give an e-mail (facts.guest.email)', ({ facts }) => facts.guest.email !== 'none'),
  emailRequired: need('guests who must give an e-mail (facts.guest.email)', ({ facts }) => facts.guest.email === 'required'),
  emailFree: need('guests who need not give an e-mail (facts.guest.email)', ({ facts }) => facts.guest.email !== 'required'),
  locating: need('the facet locating', ({ adapter }) => adapter.locating !== undefined),
  counts: need('the facet counts', ({ adapter }) => adapter.counts !== undefined),
  own: need('the facet own', ({ adapter }) => adapter.own !== undefined),
  editing: need('guests who may edit what they just wrote (own)', ({ adapter, edits }) => adapter.own !== undefined && edits),
  removing: need('guests who may remove what they just wrote (own)', ({ adapter, removes }) => adapter.own !== undefined && removes),
  session: need('the facet session', ({ adapter }) => adapter.session !== undefined),
  typing: need('addresses and passwords that may be typed where the kit runs (session.loadWays: password here)', ({ adapter, types }) => adapter.session !== undefined && types),
  mailbox: need('a mailbox (backend.mailbox)', ({ backend }) => backend.mailbox !== undefined),
  account: need('the facet account', ({ adapter }) => adapter.account !== undefined),
  devices: need('a second device (backend.another)', ({ backend }) => backend.another !== undefined),
  again: need('a device that can be come back to (backend.again)', ({ backend }) => backend.again !== undefined),
} as const satisfies Record<string, Need>;

function need(what: string, isMet: Need['isMet']): Need {
  return { what, isMet };
}
