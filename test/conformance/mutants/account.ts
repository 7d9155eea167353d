import { CommentsError, type OwnCommentView } from '../../../src/contract/index.ts';
import { keeping, memberMutant, views, type Mutant } from './mutant.ts';
import { unlessFault } from './session.ts';

const fault = (field: string, reason: 'wrong' | 'taken'): CommentsError => new CommentsError('invalid', reason, { faults: [{ field, reason }] });

/** Bugs in what members do with their accounts. */
export const accountMutants: readonly Mutant[] = [
  keeping('nobody has no earlier comments', (account, _world, { session }) => ({ loadEarlier: async (site, options) => ((await session!.loadSession(site)) ? account.loadEarlier(site, options) : []) })),
  keeping('every account has a password', (account) => ({ loadAccount: async (...given) => ({ ...(await account.loadAccount(...given)), hasPassword: true }) })),
  keeping('the account shows the whole address', (account, { mails }) => ({ loadAccount: async (...given) => ({ ...(await account.loadAccount(...given)), email: mails.at(-1)!.to }) })),
  memberMutant('a session keeps the name it began with', (real) => {
    const names = new Map<string, string>();
    return {
      session: {
        ...real.session!,
        confirm: async (...given) => {
          const view = await real.session!.confirm(...given);
          names.set(view.viewer.id, view.viewer.name);
          return view;
        },
        loadSession: async (...given) => {
          const view = await real.session!.loadSession(...given);
          return view && { ...view, viewer: { ...view.viewer, name: names.get(view.viewer.id) ?? view.viewer.name } };
        },
      },
    };
  }),
  keeping('a refused change is done by half', (account) => ({
    changeAccount: async (site, { name, ...rest }, options) => {
      const account2 = await account.changeAccount(site, rest, options);
      return name === undefined ? account2 : account.changeAccount(site, { name }, options);
    },
  })),
  keeping('one’s own name is taken', (account) => ({
    changeAccount: async (site, change, options) => {
      const { viewer } = await account.loadAccount(site);
      if (change.name?.toLowerCase() === viewer.name.toLowerCase()) throw fault('name', 'taken');
      return account.changeAccount(site, change, options);
    },
  })),
  keeping('what is said about oneself is escaped', (account) => ({
    changeAccount: (site, change, options) => account.changeAccount(site, change.about === undefined ? change : { ...change, about: change.about.replaceAll('<', '&lt;') }, options),
  })),
  keeping('settings are back to the usual with each change', (account) => ({
    changeAccount: (site, change, options) => account.changeAccount(site, { settings: { visible: { about: true, count: true, since: true }, mailsReplies: true, language: null, theme: 'auto' }, ...change }, options),
  })),
  keeping('a strange language is the page’s', (account) => ({ changeAccount: (...given) => unlessFault(account.changeAccount(...given), 'settings.language', 'malformed', () => account.loadAccount(given[0])) })),
  keeping('a picture stays for ever', (account) => ({ changePicture: (site, image, options) => (image ? account.changePicture(site, image, options) : account.loadAccount(site, options)) })),
  keeping('what is no picture is passed over', (account) => ({ changePicture: (...given) => unlessFault(account.changePicture(...given), 'picture', 'malformed', () => account.loadAccount(given[0])) })),
  keeping('a new password is answered and not kept', (account) => ({
    changePassword: async (site, current, password, options) => {
      const signal = options?.signal;
      if (!current) return account.changePassword(site, current, password, options);
      return account.loadAccount(site, signal && { signal });
    },
  })),
  keeping('a wrong present password is no fault of its field', (account) => ({
    changePassword: (...given) => unlessFault(account.changePassword(...given), 'current', 'wrong', () => {
      throw new CommentsError('forbidden', 'not you');
    }),
  })),
  keeping('a first password needs one before it', (account) => ({
    changePassword: async (site, current, password, options) => {
      if (current === null) throw fault('current', 'wrong');
      return account.changePassword(site, current, password, options);
    },
  })),
  keeping('every device is this one', (account) => ({
    loadAccount: async (...given) => ((view) => ({ ...view, devices: view.devices.map((device) => ({ ...device, isThis: true })) }))(await account.loadAccount(...given)),
  })),
  keeping('a device that is gone is not found', (account) => ({
    endSession: async (site, id, options) => {
      const { devices } = await account.loadAccount(site, options);
      if (!devices.some((device) => device.id === id)) throw new CommentsError('not-found', 'no such device');
      return account.endSession(site, id, options);
    },
  })),
  keeping('whose device it is is not asked', (account, { devices }) => ({
    endSession: async (site, id, options) => {
      const answer = await account.endSession(site, id, options);
      for (const { account: other, session } of devices) {
        const there = await other!.loadAccount(site).catch(() => null);
        if (there?.devices.some((device) => device.isThis && device.id === id)) await session!.signOut(site, 'here');
      }
      return answer;
    },
  })),
  keeping('a member’s comments come oldest first', (account) => ({ loadComments: async (...given) => ((page) => ({ ...page, items: [...page.items].reverse() }))(await account.loadComments(...given)) })),
  keeping('a member’s comments cannot be read back', (account) => ({ loadComments: async (...given) => ({ ...(await account.loadComments(...given)), previous: null }) })),
  keeping('a strange cursor of a member’s comments leads to the first', (account) => ({
    loadComments: (site, query, options) => account.loadComments(site, query.cursor?.includes('.') ? query : { ...query, cursor: null }, options),
  })),
  keeping('a member’s held comments are not listed', (account) => ({
    loadComments: async (...given) => ((page) => ({ ...page, items: page.items.filter(({ comment }) => comment.state !== 'held') }))(await account.loadComments(...given)),
  }), { hold: true }),
  memberMutant('what a member removed is listed', (real) => {
    const gone: OwnCommentView[] = [];
    return {
      own: {
        ...real.own!,
        removeComment: async (ref, id, options) => {
          const { items } = await real.account!.loadComments(ref.site, { size: 100, cursor: null });
          gone.push(...items.filter(({ comment }) => comment.id === id));
          return real.own!.removeComment(ref, id, options);
        },
      },
      account: { ...real.account!, loadComments: async (...given) => ((page) => ({ ...page, items: [...page.items, ...gone] }))(await real.account!.loadComments(...given)) },
    };
  }),
  memberMutant('guests’ addresses are compared letter by letter', (real) => ({
    createComment: (ref, comment, options) => {
      const { guest } = comment;
      return real.createComment(ref, guest?.email && guest.email !== guest.email.toLowerCase() ? { ...comment, guest: { ...guest, email: `other.${guest.email}` } } : comment, options);
    },
  })),
  keeping('all that is claimed is counted', (account) => ({ claim: async (site, ids, options) => (await account.claim(site, ids, options), ids.length) })),
  keeping('the download is a page', (account) => ({ download: async (...given) => new Blob(['<pre>', await account.download(...given), '</pre>']) })),
  keeping('what is hidden in a profile is empty', (account) => ({ loadProfile: async (...given) => ((profile) => ({ ...profile, about: profile.about ?? '' }))(await account.loadProfile(...given)) })),
  keeping('nobody has a profile', (account) => ({
    loadProfile: (site, id, options) => account.loadProfile(site, id, options).catch((thrown: unknown) => {
      if (!(thrown instanceof CommentsError)) throw thrown;
      return { viewer: { id, name: 'Nobody', picture: null }, about: null, comments: null, since: null };
    }),
  })),
  memberMutant('a former member keeps a name', views((view) => (view.author.kind === 'former' ? { ...view, author: { ...view.author, name: 'Former member' } } : view))),
  keeping('who leaves leaves their comments', (account) => ({ remove: (site, _fate, proof, options) => account.remove(site, 'keep', proof, options) })),
  keeping('a wrong proof is forbidden', (account) => ({
    remove: (...given) => unlessFault(account.remove(...given), 'password', 'wrong', () => {
      throw new CommentsError('forbidden', 'not you');
    }),
  })),
  keeping('anybody’s code deletes an account', (account, { mails }, { session }) => ({
    remove: (site, fate, proof, options) => unlessFault(account.remove(site, fate, proof, options), 'code', 'wrong', async () => {
      const { flow } = await session!.requestCode(site, '', 'deletion', { language: 'en' });
      return account.remove(site, fate, { flow, code: mails.at(-1)!.code! }, options);
    }),
  })),
  keeping('calls about accounts are not given up', (account) => ({
    loadAccount: (site) => account.loadAccount(site),
    changeAccount: (site, change) => account.changeAccount(site, change),
    changePicture: (site, image) => account.changePicture(site, image),
    changePassword: (site, current, password) => account.changePassword(site, current, password),
    endSession: (site, id) => account.endSession(site, id),
    loadComments: (site, query) => account.loadComments(site, query),
    loadEarlier: (site) => account.loadEarlier(site),
    claim: (site, ids) => account.claim(site, ids),
    download: (site) => account.download(site),
    remove: (site, fate, proof) => account.remove(site, fate, proof),
    loadProfile: (site, member) => account.loadProfile(site, member),
  })),
];
