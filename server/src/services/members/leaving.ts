import { CommentsError, type CommentsFate, type MemberSettings, type Proof, type Timestamp } from 'diwan/contract';
import { latest, placedComments, type Moment, type PlacedComment } from '../../store/authorship.ts';
import type { Connection, Database } from '../../store/database.ts';
import { identitiesOf } from '../../store/identities.ts';
import { deleteMember, type MemberRow } from '../../store/members.ts';
import { passkeysOf } from '../../store/passkeys.ts';
import { pictureBytes } from '../../store/pictures.ts';
import { sessionsOf } from '../../store/sessions.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import { moment, stillMember } from './account.ts';
import type { Chores } from './chores.ts';
import { codeRefusal, type Flows } from './flows.ts';
import type { MemberLetters } from './letters.ts';
import type { Limits } from './limits.ts';
import type { PasswordRules } from './needs.ts';
import type { Reader } from './sessions.ts';
import { settingsOf } from './settings.ts';

/** What {@link Leaving} goes by. */
export interface LeavingOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly chores: Chores;
  readonly passwords: PasswordRules;
  readonly flows: Flows;
  readonly limits: Limits;
  readonly letters: MemberLetters;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Everything that is known of a member. Of passwords, keys, tokens and what they are called elsewhere there are only hashes, which would tell nobody anything. */
export interface Download {
  readonly site: string;
  readonly madeAt: Timestamp;
  readonly account: { readonly id: string; readonly name: string; readonly email: string | null; readonly about: string; readonly createdAt: Timestamp; readonly hasPassword: boolean; readonly settings: MemberSettings };
  readonly picture: { readonly type: 'image/webp'; readonly base64: string } | null;
  readonly sessions: readonly { readonly device: string | null; readonly createdAt: Timestamp; readonly seenAt: Timestamp; readonly expiresAt: Timestamp }[];
  readonly identities: readonly { readonly provider: string; readonly issuer: string; readonly createdAt: Timestamp }[];
  readonly passkeys: readonly { readonly name: string; readonly createdAt: Timestamp }[];
  readonly comments: readonly DownloadedComment[];
}

/** A comment in a {@link Download}. */
export interface DownloadedComment {
  readonly id: string;
  readonly parentId: string | null;
  readonly thread: { readonly key: string; readonly url: string | null; readonly title: string | null };
  readonly state: string;
  readonly text: string;
  readonly createdAt: Timestamp;
  readonly editedAt: Timestamp | null;
}

/** For how long after a sign-in that itself is a proof, in milliseconds. */
const freshFor = 10 * 60_000;

/** How many comments are read at once: others are served between. */
const readAtOnce = 500;

/** Gives members what is theirs, and lets them go. */
export class Leaving {
  readonly #options: LeavingOptions;

  constructor(options: LeavingOptions) {
    this.#options = options;
  }

  /** Everything about the member. */
  async download({ site, member: { id } }: Reader): Promise<Download> {
    const { database, secrets, now } = this.#options;
    const account = await database.read(async (connection) => {
      const member = await stillMember(connection, site, id);
      const sessions = await sessionsOf(connection, site, id);
      const identities = await identitiesOf(connection, site, id);
      const passkeys = await passkeysOf(connection, site, id);
      const picture = member.picture === null ? null : await pictureBytes(connection, member.picture);
      return {
        account: {
          id,
          name: member.name,
          email: member.email === null ? null : secrets.open(member.email, placeOf(site, id)),
          about: member.about,
          createdAt: moment(member.created_at),
          hasPassword: member.password !== null,
          settings: settingsOf(member),
        },
        picture: picture === null ? null : ({ type: 'image/webp', base64: Buffer.from(picture).toString('base64') } as const),
        sessions: sessions.map((each) => ({ device: each.device, createdAt: moment(each.created_at), seenAt: moment(each.seen_at), expiresAt: moment(each.expires_at) })),
        identities: identities.map((each) => ({ provider: each.provider, issuer: each.issuer, createdAt: moment(each.created_at) })),
        passkeys: passkeys.map((each) => ({ name: each.name, createdAt: moment(each.created_at) })),
      };
    });
    return { site, madeAt: moment(now()), ...account, comments: await this.#allComments(site, id) };
  }

  /**
   * Deletes the account once it is shown to be theirs. When this answers nobody can sign in to it, and their latest comments are kept or
   * removed as they wished; the others follow.
   *
   * @throws CommentsError `invalid` with the fault of `password` or `code`; `rate-limited`; `forbidden` for a session that shows nothing more
   *   than that it is theirs.
   */
  async remove({ site, member, session }: Reader, fate: CommentsFate, proof: Proof): Promise<void> {
    const { database, chores, letters, now } = this.#options;
    if ('password' in proof) await this.#checkPassword(member, proof.password);
    const fault = await database.write(async (connection) => {
      const { name_key: nameKey, password, email } = await stillMember(connection, site, member.id);
      const isFresh = password === null && email === null && now() - session.created_at < freshFor;
      if ('isFresh' in proof && !isFresh) throw new CommentsError('forbidden', 'This takes the password, a code, or, where there is neither, to have signed in within the last ten minutes.');
      // Set anew while the old one was looked at: then whoever typed that may be the one it was set against.
      if ('password' in proof && password !== member.password) throw wrongPassword();
      // A wrong code is counted: what was written of that must stand, so it is told afterwards.
      const wrong = 'flow' in proof ? await this.#faultOfCode(connection, member, proof) : null;
      if (wrong) return wrong;
      await letters.tell(connection, member, { kind: 'account-deleted', comments: fate });
      await deleteMember(connection, site, member.id);
      await chores.begin(connection, { kind: fate === 'keep' ? 'former' : 'removal', site, subject: member.id });
      await chores.begin(connection, { kind: 'name', site, subject: nameKey });
      return null;
    });
    if (fault) throw codeRefusal(fault);
    void chores.goOn();
  }

  async #checkPassword(member: MemberRow, password: string): Promise<void> {
    const { limits, passwords } = this.#options;
    await limits.countProof(member.site, member.id);
    if (member.password !== null && (await passwords.isRight(password, member))) return;
    throw wrongPassword();
  }

  /** What is wrong with a code, or `null`: it must be one that was mailed to this member for this. */
  async #faultOfCode(connection: Connection, member: MemberRow, { flow, code }: Extract<Proof, { readonly flow: string }>): Promise<'wrong' | 'expired' | null> {
    const outcome = await this.#options.flows.tryCode(connection, member.site, flow, code);
    if ('fault' in outcome) return outcome.fault;
    return outcome.flow.purpose === 'deletion' && outcome.flow.memberId === member.id ? null : 'expired';
  }

  async #allComments(site: string, member: string): Promise<DownloadedComment[]> {
    const comments: DownloadedComment[] = [];
    let from: Moment = latest;
    for (;;) {
      const part = await placedComments(this.#options.database.reader, site, member, { from, towards: 'older', most: readAtOnce });
      comments.push(...part.map(downloaded));
      const last = part.at(-1);
      if (!last || part.length < readAtOnce) return comments;
      from = last;
      await new Promise(setImmediate);
    }
  }
}

function wrongPassword(): CommentsError {
  return new CommentsError('invalid', 'The password is another.', { faults: [{ field: 'password', reason: 'wrong' }] });
}

function downloaded({ thread: { key, url, title }, ...comment }: PlacedComment): DownloadedComment {
  return {
    id: comment.id,
    parentId: comment.parent_id,
    thread: { key, url, title },
    state: comment.state,
    text: comment.text,
    createdAt: moment(comment.created_at),
    editedAt: comment.edited_at === null ? null : moment(comment.edited_at),
  };
}
