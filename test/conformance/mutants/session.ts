import type { SessionFacet } from '../../../src/adapters/adapter.ts';
import { CommentsError, isCommentsError, lengthOf, type CommentView, type PendingCode, type SessionView } from '../../../src/contract/index.ts';
import { memberMutant, signingIn, views, type Mutant } from './mutant.ts';

const aPending = (): PendingCode => ({ flow: 'x'.repeat(22), expiresAt: new Date(Date.now() + 30 * 60_000).toISOString() });

/** What a call answers, or what another answer is made of it where it is refused for a fault. */
export function unlessFault<T>(call: Promise<T>, field: string, reason: string, instead: () => T | Promise<T>): Promise<T> {
  return call.catch((thrown: unknown) => {
    if (isCommentsError(thrown) && thrown.faults.some((fault) => fault.field === field && fault.reason === reason)) return instead();
    throw thrown;
  });
}

/** Whoever signed in last on a device, for mutants that remember it too well. */
function remembering(session: SessionFacet, forgets: boolean): Partial<SessionFacet> {
  let last: SessionView | null = null;
  return {
    confirm: async (...given) => (last = await session.confirm(...given)),
    signIn: async (...given) => (last = await session.signIn(...given)),
    loadSession: async (...given) => (last ??= await session.loadSession(...given)),
    signOut: async (...given) => {
      await session.signOut(...given);
      if (forgets) last = null;
    },
  };
}

const author = (change: (view: CommentView) => Partial<CommentView['author']>) => views((view) => ({ ...view, author: { ...view.author, ...change(view) } }));

/** Bugs in joining, in signing in and out, and in what members write. */
export const sessionMutants: readonly Mutant[] = [
  signingIn('the ways to sign in change', (session) => {
    let more = 0;
    return { loadWays: async (...given) => ((ways) => ({ ...ways, passwordLength: ways.passwordLength - more++ }))(await session.loadWays(...given)) };
  }),
  signingIn('there is always somebody', (session) => ({
    loadSession: async (...given) => (await session.loadSession(...given)) ?? { viewer: { id: 'guest', name: 'Guest', picture: null }, since: new Date().toISOString(), isNew: false, isManaged: false },
  })),
  signingIn('nobody may not sign out', (session) => ({
    signOut: async (site, scope, options) => {
      if (!(await session.loadSession(site))) throw new CommentsError('unauthenticated', 'nobody is signed in');
      return session.signOut(site, scope, options);
    },
  })),
  memberMutant('the comment of nobody is a guest’s', (real) => ({
    createComment: async (ref, comment, options) => {
      const isNobody = !comment.guest && !(await real.session!.loadSession(ref.site));
      return real.createComment(ref, isNobody ? { ...comment, guest: { name: 'Guest', email: 'guest@kit.example' } } : comment, options);
    },
  })),
  signingIn('any name will do', (session) => ({
    signUp: (...given) => ['required', 'too-long', 'characters'].reduce((call, reason) => unlessFault(call, 'name', reason, aPending), session.signUp(...given)),
  })),
  signingIn('what is no address is answered like one', (session) => ({
    requestCode: (...given) => unlessFault(session.requestCode(...given), 'email', 'malformed', aPending),
  })),
  signingIn('passwords are counted in bytes', (session) => ({
    signUp: (site, member, options) => {
      const isLong = member.password && lengthOf(member.password) < 15 && member.password.length >= 15;
      return session.signUp(site, isLong ? { ...member, password: null } : member, options);
    },
  })),
  signingIn('long passwords are cut', (session) => ({
    signUp: (site, member, options) => session.signUp(site, { ...member, password: member.password && member.password.slice(0, 100) }, options),
  })),
  signingIn('a password that everybody guesses will do', (session) => ({ signUp: (...given) => unlessFault(session.signUp(...given), 'password', 'common', aPending) })),
  signingIn('an unknown address is said to be unknown', (session, { mails }) => ({
    signIn: async (site, email, ...rest) => {
      if (!mails.some(({ to }) => to === email.trim().toLowerCase())) throw new CommentsError('not-found', 'there is no such member');
      return session.signIn(site, email, ...rest);
    },
  })),
  signingIn('there are members before they confirmed', (session, { mails }) => ({
    signUp: async (site, ...given) => {
      const pending = await session.signUp(site, ...given);
      await session.confirm(site, pending.flow, mails.at(-1)!.code!, null);
      return pending;
    },
  })),
  signingIn('a name is taken before its address is confirmed', (session) => {
    const names = new Map<string, string>();
    return {
      signUp: async (site, member, options) => {
        if ((names.get(member.name) ?? member.email) !== member.email) throw new CommentsError('invalid', 'taken', { faults: [{ field: 'name', reason: 'taken' }] });
        const pending = await session.signUp(site, member, options);
        names.set(member.name, member.email);
        return pending;
      },
    };
  }),
  signingIn('a new member is not new', (session) => ({ confirm: async (...given) => ({ ...(await session.confirm(...given)), isNew: false }) })),
  signingIn('a session has another member than its answer', (session) => ({
    confirm: async (...given) => ((view) => ({ ...view, viewer: { ...view.viewer, name: ` ${view.viewer.name}` } }))(await session.confirm(...given)),
  })),
  signingIn('no password is as good as an empty one', (session, { mails }) => ({
    signIn: async (site, email, password, options) => {
      if (password !== '') return session.signIn(site, email, password, options);
      const { flow } = await session.requestCode(site, email, 'sign-in', { language: 'en' });
      return session.confirm(site, flow, mails.at(-1)!.code!, null);
    },
  })),
  signingIn('a name is taken letter by letter', (session) => {
    const names = new Set<string>();
    return {
      signUp: (site, member, options) => unlessFault(session.signUp(site, member, options), 'name', 'taken', () => {
        if (!names.has(member.name)) return aPending();
        throw new CommentsError('invalid', 'taken', { faults: [{ field: 'name', reason: 'taken' }] });
      }),
      confirm: async (...given) => {
        const view = await session.confirm(...given);
        names.add(view.viewer.name);
        return view;
      },
    };
  }),
  signingIn('letters of another script make another name', (session) => ({
    signUp: (site, member, options) => unlessFault(session.signUp(site, member, options), 'name', 'taken', () => {
      if (/\p{Script=Cyrillic}/u.test(member.name)) return aPending();
      throw new CommentsError('invalid', 'taken', { faults: [{ field: 'name', reason: 'taken' }] });
    }),
  })),
  signingIn('the second of two with a name gets a number', (session, { mails }) => ({
    confirm: (site, flow, code, ...rest) => unlessFault(session.confirm(site, flow, code, ...rest), 'name', 'taken', async () => {
      const mail = mails.find((one) => one.code === code)!;
      const again = await session.signUp(site, { name: `${mail.name} 2`, email: mail.to, password: null }, { language: 'en' });
      return session.confirm(site, again.flow, mails.at(-1)!.code!, null);
    }),
  })),

  signingIn('addresses are compared letter by letter', (session) => ({
    signIn: async (site, email, password, options) => session.signIn(site, email === email.toLowerCase().trim() ? email : `other.${email}`, password, options),
  })),
  signingIn('passwords are trimmed', (session) => ({
    signUp: (site, member, options) => session.signUp(site, { ...member, password: member.password && member.password.trim() }, options),
    signIn: (site, email, password, options) => session.signIn(site, email, password.trim(), options),
  })),
  signingIn('who is signed in first stays', (session) => ({ signIn: async (site, ...given) => (await session.loadSession(site)) ?? session.signIn(site, ...given) })),
  signingIn('a refused sign-in signs out', (session) => ({
    signIn: (site, ...given) => session.signIn(site, ...given).catch(async (thrown: unknown) => {
      await session.signOut(site, 'here');
      throw thrown;
    }),
  })),
  signingIn('signing out here signs out everywhere', (session) => ({ signOut: (site, _scope, options) => session.signOut(site, 'everywhere', options) })),
  signingIn('signing out everywhere signs out here alone', (session) => ({ signOut: (site, scope, options) => session.signOut(site, scope === 'everywhere' ? 'here' : scope, options) })),
  signingIn('signing out everywhere signs out everybody', (session, { devices }) => ({
    signOut: async (site, scope, options) => {
      await session.signOut(site, scope, options);
      if (scope === 'everywhere') for (const device of devices) await device.session!.signOut(site, 'here');
    },
  })),
  signingIn('who signed out everywhere cannot come back', (session) => {
    let isOut = false;
    return {
      signOut: async (site, scope, options) => ((isOut = scope === 'everywhere'), session.signOut(site, scope, options)),
      signIn: async (...given) => {
        if (isOut) throw new CommentsError('unauthenticated', 'you left');
        return session.signIn(...given);
      },
    };
  }),
  signingIn('every device has the same session', (session, { devices }) => ({
    loadSession: async (site, options) => {
      for (const device of devices) {
        const there = await device.session!.loadSession(site);
        if (there) return there;
      }
      return session.loadSession(site, options);
    },
  })),
  memberMutant('a reload forgets the session', () => ({}), {}, (adapter) => adapter.beside('another')),
  memberMutant('a reload brings an ended session back', (real, { devices }) => {
    let ended: SessionView | null = null;
    const before = devices[0]!.session as SessionFacet & { ended?: SessionView | null };
    return {
      session: {
        ...real.session!,
        signOut: async (site, scope, options) => {
          ended = await real.session!.loadSession(site);
          before.ended = ended;
          return real.session!.signOut(site, scope, options);
        },
        loadSession: async (...given) => (await real.session!.loadSession(...given)) ?? (ended ? null : (before.ended ?? null)),
      },
    };
  }),
  signingIn('a session is remembered though it ended elsewhere', (session) => remembering(session, true)),
  signingIn('a session is remembered though it was ended', (session) => remembering(session, false)),

  memberMutant('members write as guests', author(() => ({ kind: 'guest' }))),
  memberMutant('a member’s comment cannot be sent again', (real) => {
    const ids = new Set<string>();
    return {
      createComment: async (ref, comment, options) => {
        if (!comment.guest && ids.has(comment.id)) throw new CommentsError('conflict', 'sent before');
        ids.add(comment.id);
        return real.createComment(ref, comment, options);
      },
    };
  }),
  memberMutant('who signed out still writes', (real) => ({
    session: {
      ...real.session!,
      signOut: () => Promise.resolve(),
    },
  })),
  memberMutant('members find nothing of their own', (real) => ({ own: { ...real.own!, loadOwn: async (ref, ids, options) => (options?.guestKey ? real.own!.loadOwn(ref, ids, options) : []) } })),
  memberMutant('what one member wrote is every member’s', (real, { devices }) => {
    const owners = new Map<string, string>();
    return {
      createComment: async (...given) => {
        const view = await real.createComment(...given);
        if (view.author.id) owners.set(view.id, view.author.id);
        return view;
      },
      own: {
        ...real.own!,
        loadOwn: async (ref, ids, options) => {
          const mine = await real.own!.loadOwn(ref, ids, options);
          const { items } = await devices[0]!.loadThread(ref, { sort: ref.key ? real.facts.sorts[0] : 'oldest', size: 100, at: { page: 1 }, asOf: null });
          return mine.length ? mine : items.filter(({ id }) => ids.includes(id) && owners.has(id));
        },
      },
    };
  }),
  memberMutant('a member is no guest any more', (real) => ({
    own: { ...real.own!, loadOwn: async (ref, ids, options) => real.own!.loadOwn(ref, ids, (await real.session!.loadSession(ref.site)) ? {} : options) },
  })),
  memberMutant('a guest under a member’s name looks like any other', author(({ author: { kind } }) => ({ kind: kind === 'namesake' ? 'guest' : kind }))),
  memberMutant('who wrote before the name was taken keeps it', (real) => {
    const early = new Set<string>();
    return {
      createComment: async (...given) => {
        const view = await real.createComment(...given);
        if (view.author.kind === 'guest') early.add(view.id);
        return view;
      },
      loadThread: async (...given) => {
        const page = await real.loadThread(...given);
        return { ...page, items: page.items.map((item) => (early.has(item.id) ? { ...item, author: { ...item.author, kind: 'guest' } } : item)) };
      },
    };
  }),
  signingIn('refusals name the address', (session) => ({
    signIn: (site, email, ...rest) => session.signIn(site, email, ...rest).catch(() => {
      throw new CommentsError('unauthenticated', `the password of ${email} is another`);
    }),
  })),
  signingIn('calls about sessions are not given up', (session) => ({
    loadWays: (site) => session.loadWays(site),
    loadSession: (site) => session.loadSession(site),
    signUp: (site, member, { language }) => session.signUp(site, member, { language }),
    signIn: (site, email, password) => session.signIn(site, email, password),
    requestCode: (site, email, purpose, { language }) => session.requestCode(site, email, purpose, { language }),
    confirm: (site, flow, code, password) => session.confirm(site, flow, code, password),
    signOut: (site, scope) => session.signOut(site, scope),
  })),
];
