import { randomBytes } from 'node:crypto';
import { CommentsError, maxAboutLength, normalizeName, normalizeText, textFault, type AccountView, type FieldFault, type MemberSettings, type ProfileView, type WireAccountChange, type WirePasswordChange } from 'diwan/contract';
import type { Connection, Database } from '../../store/database.ts';
import { deleteIdentity, identitiesOf, isSiteUser, siteIssuer, type IdentityRow } from '../../store/identities.ts';
import { changeMember, findMember, type MemberRow } from '../../store/members.ts';
import { passkeysOf } from '../../store/passkeys.ts';
import { deletePictures, insertPicture } from '../../store/pictures.ts';
import { deleteSession, deleteSessions, sessionsOf } from '../../store/sessions.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Chores } from './chores.ts';
import type { Flows } from './flows.ts';
import type { MemberLetters } from './letters.ts';
import type { Limits } from './limits.ts';
import type { NameRules, PasswordRules } from './needs.ts';
import { renameMember } from './renaming.ts';
import type { Reader } from './sessions.ts';
import { maskedEmail, settingsOf } from './settings.ts';
import { viewerOf } from './viewer.ts';

/** What accounts go by. */
export interface AccountsOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly chores: Chores;
  readonly names: NameRules;
  readonly passwords: PasswordRules;
  readonly flows: Flows;
  readonly limits: Limits;
  readonly letters: MemberLetters;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Shows members their account and changes it. Whatever changes answers the account as it is then, and is on disk. */
export class Accounts {
  readonly #options: AccountsOptions;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** The account, as only its member sees it. @throws CommentsError `unauthenticated` when it is gone. */
  async view({ site, member: { id }, session }: Reader): Promise<AccountView> {
    const { database, secrets, base, now } = this.#options;
    return await database.read(async (connection) => {
      const member = await stillMember(connection, site, id);
      const sessions = await sessionsOf(connection, site, id);
      const passkeys = await passkeysOf(connection, site, id);
      const identities = await identitiesOf(connection, site, id);
      return {
        viewer: viewerOf(member, base()),
        email: member.email === null ? null : maskedEmail(secrets.open(member.email, placeOf(site, id))),
        hasPassword: member.password !== null,
        about: member.about,
        settings: settingsOf(member),
        createdAt: moment(member.created_at),
        devices: sessions
          .filter((each) => each.expires_at > now())
          .map((each) => ({ id: each.id, name: each.device, createdAt: moment(each.created_at), seenAt: moment(each.seen_at), isThis: each.id === session.id })),
        passkeys: passkeys.map((each) => ({ id: each.id, name: each.name, createdAt: moment(each.created_at) })),
        // The site itself is none that could be disconnected.
        providers: identities.filter((each) => !each.issuer.startsWith(siteIssuer)).map((each) => ({ id: connectionOf(secrets, each), name: each.provider })),
      };
    });
  }

  /**
   * Gives the account another name, another text, other settings. Their comments show the name.
   *
   * @throws CommentsError `invalid` with the faults of `name`, `about`, `settings.language`; `rate-limited` for too many names.
   */
  async change(reader: Reader, { name, about, settings }: WireAccountChange): Promise<AccountView> {
    const { database, chores, names, limits } = this.#options;
    const { site, member: { id } } = reader;
    if (name !== null && normalizeName(name) !== reader.member.name) await limits.countChange(site, id, 'name');
    const faults: FieldFault[] = [];
    const language = settings === null ? null : languageOf(settings);
    const text = about === null ? null : shownAbout(about);
    if (language === undefined) faults.push({ field: 'settings.language', reason: 'malformed' });
    if (text !== null && text !== '') {
      const fault = textFault(text, maxAboutLength);
      if (fault) faults.push({ field: 'about', reason: fault });
    }
    await database.write(async (connection) => {
      const member = await stillMember(connection, site, id);
      const fault = name === null ? null : await names.faultOf(connection, site, name, id);
      if (fault) faults.unshift({ field: 'name', reason: fault });
      if (faults.length > 0) throw new CommentsError('invalid', 'Some fields cannot be taken as they are.', { faults });
      await changeMember(connection, site, id, {
        about: text ?? member.about,
        settings: settings === null ? member.settings : JSON.stringify({ ...settings, language: language ?? null } satisfies MemberSettings),
      });
      if (name !== null && normalizeName(name) !== member.name) await renameMember(connection, chores, member, name);
    });
    void chores.goOn();
    return await this.view(reader);
  }

  /** Gives the account a picture that {@link Pictures.make} made, or none. Their comments show it. */
  async changePicture(reader: Reader, bytes: Uint8Array | null): Promise<AccountView> {
    const { database, chores } = this.#options;
    const { site, member: { id } } = reader;
    const picture = bytes === null ? null : randomBytes(16).toString('base64url');
    await database.write(async (connection) => {
      const member = await stillMember(connection, site, id);
      // There is nothing to tell their comments.
      if (picture === null && member.picture === null) return;
      await deletePictures(connection, site, id);
      if (picture !== null && bytes !== null) await insertPicture(connection, { id: picture, site, member_id: id, bytes });
      await changeMember(connection, site, id, { picture });
      await chores.begin(connection, { kind: 'author', site, subject: id });
    });
    void chores.goOn();
    return await this.view(reader);
  }

  /**
   * Sets a password, ends every other session and whatever was begun by mail, and tells by mail.
   *
   * @throws CommentsError `invalid` with the faults of `current` (`wrong`) and `password`; `rate-limited`; `forbidden` for those whom the site signs in.
   */
  async changePassword(reader: Reader, { current, password }: WirePasswordChange): Promise<AccountView> {
    const { database, passwords, flows, limits, letters, now } = this.#options;
    const { site, member, session } = reader;
    if (await isSiteUser(database.reader, site, member.id)) throw new CommentsError('forbidden', 'The site itself signs its members in.');
    await limits.countProof(site, member.id);
    if (!(await isCurrent(passwords, member, current))) throw wrong('current');
    const fault = await passwords.faultOf(password, member);
    if (fault) throw new CommentsError('invalid', 'The password cannot be taken.', { faults: [{ field: 'password', reason: fault }] });
    const hash = await passwords.hash(password);
    await database.write(async (connection) => {
      // Somebody may have set another since it was looked at.
      if ((await stillMember(connection, site, member.id)).password !== member.password) throw wrong('current');
      await changeMember(connection, site, member.id, { password: hash });
      await deleteSessions(connection, site, member.id, session.id);
      // Neither is a mail of before good for anything.
      await flows.endAll(connection, site, member.id);
      await letters.tell(connection, member, { kind: 'password-changed', at: now(), device: session.device });
    });
    return await this.view(reader);
  }

  /** Signs out a device of the member's, if it is one. */
  async endSession(reader: Reader, session: string): Promise<AccountView> {
    await this.#options.database.write((connection) => deleteSession(connection, reader.site, reader.member.id, session));
    return await this.view(reader);
  }

  /**
   * Disconnects the member from an account at a provider, if they are connected.
   *
   * @param connected as {@link view} names it.
   * @throws CommentsError `forbidden` when they could not come in again without.
   */
  async disconnect(reader: Reader, connected: string): Promise<AccountView> {
    const { database, secrets } = this.#options;
    const { site, member: { id } } = reader;
    await database.write(async (connection) => {
      const member = await stillMember(connection, site, id);
      // Of the site's own it is none that could be named.
      const identity = (await identitiesOf(connection, site, id)).find((each) => !each.issuer.startsWith(siteIssuer) && connectionOf(secrets, each) === connected);
      if (identity) await deleteIdentity(connection, identity);
      const isLeft = member.email !== null || (await identitiesOf(connection, site, id)).length > 0 || (await passkeysOf(connection, site, id)).length > 0;
      if (!isLeft) throw new CommentsError('forbidden', 'It is the only way in to this account.');
    });
    return await this.view(reader);
  }

  /** What everybody may see of a member. @throws CommentsError `not-found` */
  async profile(site: string, id: string): Promise<ProfileView> {
    const { database, base } = this.#options;
    const member = await findMember(database.reader, site, id);
    if (!member) throw new CommentsError('not-found', 'There is no such member here.');
    const { visible } = settingsOf(member);
    return {
      viewer: viewerOf(member, base()),
      about: visible.about && member.about !== '' ? member.about : null,
      comments: visible.count ? member.visible : null,
      since: visible.since ? moment(member.created_at) : null,
    };
  }
}

/** The member as they are now. @throws CommentsError `unauthenticated` for one who left meanwhile. */
export async function stillMember(connection: Connection, site: string, id: string): Promise<MemberRow> {
  const member = await findMember(connection, site, id);
  if (!member) throw new CommentsError('unauthenticated', 'The account is gone.');
  return member;
}

/** Milliseconds since 1970 as the wire has them. */
export function moment(time: number): string {
  return new Date(time).toISOString();
}

/** What a connection is called: who the member is elsewhere need not stand in an address. */
function connectionOf(secrets: Secrets, { site, issuer, subject }: IdentityRow): string {
  return Buffer.from(secrets.tokenMark(subject, `connection\n${site}\n${issuer}`)).toString('base64url');
}

async function isCurrent(passwords: PasswordRules, member: MemberRow, current: string | null): Promise<boolean> {
  if (member.password === null || current === null) return member.password === current;
  return await passwords.isRight(current, member);
}

/** The language in its canonical form; `null` for none, and `undefined` for what is no tag. */
function languageOf({ language }: MemberSettings): string | null | undefined {
  if (language === null) return null;
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

/** What is kept of a text about oneself: nothing where nothing can be seen. */
function shownAbout(about: string): string {
  const text = normalizeText(about).trim();
  return /[^\p{Z}\p{C}]/u.test(text) ? text : '';
}

function wrong(field: 'current'): CommentsError {
  return new CommentsError('invalid', 'The password is another.', { faults: [{ field, reason: 'wrong' }] });
}
