import { maxAboutLength, type AccountView, type Proof } from '../../contract/account.ts';
import { CommentsError, type FieldFault } from '../../contract/errors.ts';
import { normalizeName, normalizeText, textFault } from '../../contract/rules.ts';
import type { AccountFacet } from '../adapter.ts';
import { accountComments } from './account-comments.ts';
import { Flows } from './codes.ts';
import type { CommentViews } from './comment-views.ts';
import type { SignedIn } from './device.ts';
import { viewerOf, type StoredMember, type StoredSession } from './members.ts';
import { passwordFault } from './names.ts';
import { pictureOf } from './pictures.ts';
import { refuse } from './refusing.ts';
import { opens, sealed } from './secrets.ts';
import { addressWords, during, passwordsOf, siteWords, tellOfPassword } from './session-facet.ts';
import { erase, isPublished } from './stored-comments.ts';
import { turn } from './turn.ts';

/** What members in memory do with their own account. */
export function accountFacet(signedIn: SignedIn, views: CommentViews): AccountFacet {
  const { store } = signedIn;

  function view(site: string, { member, session }: { readonly member: StoredMember; readonly session: StoredSession }): AccountView {
    const { email, password, about, settings, createdAt } = member;
    const devices = store.members(site).records.sessions
      .filter((one) => one.member === member.id)
      .map(({ id, device, createdAt: since, seenAt }) => ({ id, name: device, createdAt: since, seenAt, isThis: id === session.id }));
    return { viewer: viewerOf(member), email: email && hidden(email), hasPassword: password !== null, about, settings, createdAt, devices, passkeys: [], providers: [] };
  }

  async function demandProof(site: string, member: StoredMember, proof: Proof): Promise<void> {
    if ('password' in proof) {
      const isRight = await opens(proof.password, member.password, passwordsOf(store).rounds);
      return refuse(isRight ? null : { field: 'password', reason: 'wrong' });
    }
    // Everybody here has an address, to which a code can go.
    if ('isFresh' in proof) throw new CommentsError('forbidden', 'this takes the password, or a code');
    const flow = new Flows(store.members(site).records.flows, () => store.now).find(proof.flow, proof.code, 'deletion');
    refuse(flow.member === member.id ? null : { field: 'code', reason: 'wrong' });
  }

  return {
    ...accountComments(signedIn, views),

    loadAccount: async (site, options) => {
      await turn(options?.signal);
      return view(site, signedIn.required(site));
    },

    changeAccount: async (site, { name, about, settings }, options) => {
      await turn(options?.signal);
      const who = signedIn.required(site);
      const { member } = who;
      refuse(...(name === undefined ? [] : store.members(site).nameFaults(name, member)), aboutFault(about ?? ''), languageFault(settings?.language ?? null));
      if (name !== undefined) member.name = normalizeName(name);
      if (about !== undefined) member.about = normalizeText(about);
      if (settings) member.settings = structuredClone(settings);
      return view(site, who);
    },

    changePicture: (site, image, options) => during(options, async () => {
      const who = signedIn.required(site);
      const picture = image && (await pictureOf(image));
      options?.signal?.throwIfAborted();
      who.member.picture = picture;
      return view(site, who);
    }),

    changePassword: (site, current, password, options) => during(options, async () => {
      const who = signedIn.required(site);
      const { member, session } = who;
      const { shortest, rounds } = passwordsOf(store);
      const isRight = member.password ? await opens(current ?? '', member.password, rounds) : current === null;
      refuse(isRight ? null : { field: 'current', reason: 'wrong' }, passwordFault(password, shortest, [member.name, ...addressWords(member.email ?? ''), ...siteWords(site)]));
      const kept = await sealed(password, rounds);
      options?.signal?.throwIfAborted();
      member.password = kept;
      store.members(site).end((one) => one.member === member.id && one.id !== session.id);
      tellOfPassword(store, site, member);
      return view(site, who);
    }),

    endSession: async (site, id, options) => {
      await turn(options?.signal);
      const who = signedIn.required(site);
      store.members(site).end((session) => session.id === id && session.member === who.member.id);
      return view(site, who);
    },

    download: async (site, options) => {
      await turn(options?.signal);
      const who = signedIn.required(site);
      const { id, name, email, about, settings, picture, createdAt } = who.member;
      const comments = store.commentsOf(site)
        .filter((comment) => comment.member === id && comment.state !== 'removed')
        .map(({ thread: { key, url, title }, text, ...comment }) => ({ id: comment.id, thread: { key, url, title }, text, state: comment.state, createdAt: comment.createdAt, editedAt: comment.editedAt }));
      const everything = { member: { id, name, email, about, settings, picture, createdAt }, devices: view(site, who).devices, comments };
      return new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' });
    },

    remove: (site, fate, proof, options) => during(options, async () => {
      const { member } = signedIn.required(site);
      await demandProof(site, member, proof);
      options?.signal?.throwIfAborted();
      for (const comment of store.commentsOf(site).filter((one) => one.member === member.id)) {
        if (fate === 'remove') erase(comment);
        Object.assign(comment, { member: null, former: fate === 'keep' });
      }
      signedIn.end(site);
      store.members(site).forget(member);
    }),

    loadProfile: async (site, id, options) => {
      await turn(options?.signal);
      const member = store.members(site).byId(id);
      if (!member) throw new CommentsError('not-found', `there is no member ${id}`);
      const { about, count, since } = member.settings.visible;
      const comments = (): number => store.commentsOf(site).filter((comment) => comment.member === id && isPublished(comment)).length;
      return { viewer: viewerOf(member), about: about ? member.about : null, comments: count ? comments() : null, since: since ? member.createdAt : null };
    },
  };
}

/** An address with no more to be read than its first letter and its domain. */
const hidden = (email: string): string => email.replace(/^(.).*(?=@)/u, '$1…');

function aboutFault(about: string): FieldFault | null {
  const reason = about.trim() ? textFault(about, maxAboutLength) : null;
  return reason && { field: 'about', reason };
}

function languageFault(language: string | null): FieldFault | null {
  const fault: FieldFault = { field: 'settings.language', reason: 'malformed' };
  if (language === null) return null;
  if (language.length > 35) return fault;
  try {
    Intl.getCanonicalLocales(language);
    return null;
  } catch {
    return fault;
  }
}
