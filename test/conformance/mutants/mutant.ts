import { MemoryAdapter, type MemberMail, type MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import type { AccountFacet, CommentsAdapter, OwnFacet, SessionFacet } from '../../../src/adapters/adapter.ts';
import type { CommentView, LocatedPage, NewComment, Page, ThreadPage, ThreadQuery, ThreadRef } from '../../../src/contract/index.ts';

/** The memory adapter with one bug of a kind that real backends have. */
export interface Mutant {
  readonly bug: string;
  make(onMail: (mail: MemberMail) => void): MemoryAdapter;
  /** An adapter with the same bug beside it, of a mutant in what members do. */
  readonly beside?: (adapter: MemoryAdapter, device: 'another' | 'same') => MemoryAdapter;
}

/** What is replaced, given the adapter as it should be. */
type Bend<Given = MemoryAdapter> = (real: CommentsAdapter, given: Given) => Partial<CommentsAdapter>;

/** Plants a bug. `real` keeps working however the mutant is bent. */
export function mutant(bug: string, bend: Bend, options: MemoryOptions = {}): Mutant {
  return {
    bug,
    make: (onMail) => {
      const adapter = new MemoryAdapter({ ...options, onMail });
      return Object.assign(adapter, bend(unbent(adapter), adapter));
    },
  };
}

function unbent(adapter: MemoryAdapter): CommentsAdapter {
  const { name, facts, locating, counts, own, session, account } = adapter;
  return {
    name,
    facts,
    loadThread: adapter.loadThread.bind(adapter),
    loadReplies: adapter.loadReplies.bind(adapter),
    createComment: adapter.createComment.bind(adapter),
    close: adapter.close.bind(adapter),
    locating,
    counts,
    own,
    session,
    account,
  };
}

/** Every page of a thread, changed on its way out. */
export function pages(change: (page: ThreadPage, query: ThreadQuery, ref: ThreadRef, real: CommentsAdapter) => ThreadPage | Promise<ThreadPage>): Bend {
  return (real) => ({ loadThread: async (ref, query, options) => change(await real.loadThread(ref, query, options), query, ref, real) });
}

/** Every query, changed on its way in. */
export function queries(change: (query: ThreadQuery) => ThreadQuery): Bend {
  return (real) => ({ loadThread: (ref, query, options) => real.loadThread(ref, change(query), options) });
}

/** Every thread's name, changed on its way in. */
export function refs(change: (ref: ThreadRef) => ThreadRef): Bend {
  return (real) => ({
    loadThread: (ref, query, options) => real.loadThread(change(ref), query, options),
    loadReplies: (ref, parent, query, options) => real.loadReplies(change(ref), parent, query, options),
    createComment: (ref, comment, options) => real.createComment(change(ref), comment, options),
  });
}

/** Every comment, changed on its way out, wherever it is answered. */
export function views(change: (view: CommentView) => CommentView): Bend<unknown> {
  const inPage = <P extends Page<CommentView>>(page: P): P => ({ ...page, items: page.items.map(change) });
  return (real) => ({
    loadThread: async (...given) => inPage(await real.loadThread(...given)),
    loadReplies: async (...given) => inPage(await real.loadReplies(...given)),
    createComment: async (...given) => change(await real.createComment(...given)),
    locating: { loadThreadAround: async (...given) => inPage<LocatedPage>(await real.locating!.loadThreadAround(...given)) },
  });
}

/** Every comment, changed on its way in. */
export function writes(change: (comment: NewComment) => NewComment): Bend {
  return (real) => ({ createComment: (ref, comment, options) => real.createComment(ref, change(comment), options) });
}

/** Every text, changed on its way in. */
export function texts(change: (text: string) => string): Bend {
  return writes((comment) => ({ ...comment, body: { ...comment.body, text: change(comment.body.text) } }));
}

/** All top-level comments of a thread as it is now. */
export async function allOf(real: CommentsAdapter, ref: ThreadRef, sort: ThreadQuery['sort'] = 'oldest'): Promise<readonly CommentView[]> {
  return (await real.loadThread(ref, { sort, size: 100, at: { page: 1 }, asOf: null })).items;
}

/** Plants a bug in the facet `own` alone. `own` keeps working however the mutant is bent. */
export function owning(bug: string, bend: (own: OwnFacet, real: CommentsAdapter, adapter: MemoryAdapter) => Partial<OwnFacet>, options?: MemoryOptions): Mutant {
  return mutant(bug, (real, adapter) => ({ own: { ...real.own!, ...bend(real.own!, real, adapter) } }), options);
}

/** The keys that comments came with, for mutants that keep them in ways of their own. */
export function remembering(real: CommentsAdapter, keys: Map<string, string | undefined>): CommentsAdapter['createComment'] {
  return async (ref, comment, options) => {
    const answer = await real.createComment(ref, comment, options);
    keys.set(answer.id, options.guestKey);
    return answer;
  };
}

/** What a bug in members may know beside its adapter. */
export interface World {
  /** Every mail so far. */
  readonly mails: readonly MemberMail[];
  /** The adapters of all devices as they should be. */
  readonly devices: readonly CommentsAdapter[];
}

/** Plants a bug in what members do, on every device. */
export function memberMutant(
  bug: string,
  bend: (real: CommentsAdapter, world: World, adapter: MemoryAdapter) => Partial<CommentsAdapter>,
  options: MemoryOptions = {},
  beside: NonNullable<Mutant['beside']> = (adapter, device) => adapter.beside(device),
): Mutant {
  const worlds = new WeakMap<MemoryAdapter, { readonly mails: MemberMail[]; readonly devices: CommentsAdapter[] }>();
  const bent = (adapter: MemoryAdapter, world: { readonly mails: MemberMail[]; readonly devices: CommentsAdapter[] }): MemoryAdapter => {
    const real = unbent(adapter);
    worlds.set(adapter, world);
    world.devices.push(real);
    return Object.assign(adapter, bend(real, world, adapter));
  };
  return {
    bug,
    make: (onMail) => {
      const mails: MemberMail[] = [];
      return bent(new MemoryAdapter({ passwordRounds: 1, ...options, onMail: (mail) => (mails.push(mail), onMail(mail)) }), { mails, devices: [] });
    },
    beside: (adapter, device) => bent(beside(adapter, device), worlds.get(adapter)!),
  };
}

/** Plants a bug in the facet `session` alone. */
export function signingIn(bug: string, bend: (session: SessionFacet, world: World, real: CommentsAdapter) => Partial<SessionFacet>, options?: MemoryOptions): Mutant {
  return memberMutant(bug, (real, world) => ({ session: { ...real.session!, ...bend(real.session!, world, real) } }), options);
}

/** Plants a bug in the facet `account` alone. */
export function keeping(bug: string, bend: (account: AccountFacet, world: World, real: CommentsAdapter) => Partial<AccountFacet>, options?: MemoryOptions): Mutant {
  return memberMutant(bug, (real, world) => ({ account: { ...real.account!, ...bend(real.account!, world, real) } }), options);
}
