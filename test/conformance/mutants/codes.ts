import { CommentsError, isCommentsError, type PendingCode } from '../../../src/contract/index.ts';
import { signingIn, type Mutant } from './mutant.ts';
import { unlessFault } from './session.ts';

const fault = (field: string, reason: 'wrong' | 'expired' | 'taken'): CommentsError => new CommentsError('invalid', reason, { faults: [{ field, reason }] });

/** Bugs in mailed codes, and in what they tell to those who guess. */
export const codeMutants: readonly Mutant[] = [
  signingIn('codes are over when they begin', (session) => ({
    signUp: async (...given) => ({ ...(await session.signUp(...given)), expiresAt: new Date().toISOString() }),
  })),
  signingIn('a code for nothing is not found', (session) => {
    const flows = new Set<string>();
    const noting = (pending: PendingCode): PendingCode => (flows.add(pending.flow), pending);
    return {
      signUp: async (...given) => noting(await session.signUp(...given)),
      requestCode: async (...given) => noting(await session.requestCode(...given)),
      confirm: async (site, flow, ...rest) => {
        if (!flows.has(flow)) throw new CommentsError('not-found', 'there is no such flow');
        return session.confirm(site, flow, ...rest);
      },
    };
  }),
  signingIn('nobody is mailed a code to delete an account', (session) => ({
    requestCode: (site, email, purpose, options) => session.requestCode(site, purpose === 'deletion' ? 'nobody@kit.example' : email, purpose === 'deletion' ? 'sign-in' : purpose, options),
  })),
  signingIn('one wrong code ends the flow', (session) => {
    const ended = new Set<string>();
    return {
      confirm: async (site, flow, ...rest) => {
        if (ended.has(flow)) throw fault('code', 'expired');
        return unlessFault(session.confirm(site, flow, ...rest), 'code', 'wrong', () => {
          ended.add(flow);
          throw fault('code', 'wrong');
        });
      },
    };
  }),
  signingIn('wrong codes are not counted', (session, { mails }) => ({
    confirm: async (site, flow, code, ...rest) => {
      if (!mails.some((mail) => mail.code === code)) throw fault('code', 'wrong');
      return session.confirm(site, flow, code, ...rest);
    },
  })),
  signingIn('a code is good for ever', (session, { mails }) => ({
    confirm: (site, flow, code, ...rest) => unlessFault(session.confirm(site, flow, code, ...rest), 'code', 'expired', async () => {
      const mail = mails.find((one) => one.code === code);
      if (!mail) throw fault('code', 'expired');
      const again = await session.requestCode(site, mail.to, 'sign-in', { language: 'en' });
      return session.confirm(site, again.flow, mails.at(-1)!.code!, null);
    }),
  })),
  signingIn('a code is good without what it belongs to', (session, { mails }) => {
    const flows = new Map<string | null, string>();
    const noting = (pending: PendingCode): PendingCode => (flows.set(mails.at(-1)!.code, pending.flow), pending);
    return {
      signUp: async (...given) => noting(await session.signUp(...given)),
      requestCode: async (...given) => noting(await session.requestCode(...given)),
      confirm: (site, flow, code, ...rest) => session.confirm(site, flows.get(code) ?? flow, code, ...rest),
    };
  }),
  signingIn('a code makes its member new', (session) => ({ confirm: async (...given) => ({ ...(await session.confirm(...given)), isNew: true }) })),
  signingIn('a known address is said to be known', (session, { mails }) => ({
    signUp: async (...given) => {
      const pending = await session.signUp(...given);
      if (mails.at(-1)!.kind === 'known') throw fault('email', 'taken');
      return pending;
    },
  })),
  signingIn('a known address is answered in more words', (session, { mails }) => ({
    signUp: async (...given) => {
      const pending = await session.signUp(...given);
      return mails.at(-1)!.kind === 'known' ? { ...pending, flow: `known-${pending.flow}` } : pending;
    },
    confirm: (site, flow, ...rest) => session.confirm(site, flow.replace(/^known-/, ''), ...rest),
  })),
  signingIn('no code is asked for an unknown address', (session, { mails }) => ({
    requestCode: async (...given) => {
      const pending = await session.requestCode(...given);
      if (mails.at(-1)!.kind === 'unknown') throw new CommentsError('not-found', 'nobody has this address');
      return pending;
    },
  })),
  signingIn('wrong codes for an unknown address are expired', (session, { mails }) => {
    const unknown = new Set<string>();
    return {
      requestCode: async (...given) => {
        const pending = await session.requestCode(...given);
        if (mails.at(-1)!.kind === 'unknown') unknown.add(pending.flow);
        return pending;
      },
      confirm: async (site, flow, ...rest) => {
        if (unknown.has(flow)) throw fault('code', 'expired');
        return session.confirm(site, flow, ...rest);
      },
    };
  }),
  signingIn('a wrong password tells that the address is known', (session, { mails }) => ({
    signIn: (site, email, ...rest) => session.signIn(site, email, ...rest).catch(() => {
      throw new CommentsError('unauthenticated', mails.some(({ to }) => to === email) ? 'the password is wrong' : 'nobody has this address');
    }),
  })),
  signingIn('a reset signs in and resets nothing', (session) => ({
    requestCode: (site, email, purpose, options) => session.requestCode(site, email, purpose === 'reset' ? 'sign-in' : purpose, options),
  })),
  signingIn('a refused password uses the code up', (session) => {
    const ended = new Set<string>();
    return {
      confirm: async (site, flow, ...rest) => {
        if (ended.has(flow)) throw fault('code', 'expired');
        return session.confirm(site, flow, ...rest).catch((thrown: unknown) => {
          if (isCommentsError(thrown) && thrown.faults.some(({ field }) => field === 'password')) ended.add(flow);
          throw thrown;
        });
      },
    };
  }),
];
