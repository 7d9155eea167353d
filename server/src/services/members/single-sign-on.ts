import { CommentsError, emailFault, lengthOf, maxNameLength, nameFault, normalizeName } from 'diwan/contract';
import type { Connection, Database } from '../../store/database.ts';
import { findIdentity, insertIdentity, siteIssuer } from '../../store/identities.ts';
import { findMember, memberByEmail, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { useToken } from '../../store/used-tokens.ts';
import type { Secrets } from '../secrets.ts';
import type { Chores } from './chores.ts';
import type { Granted, Granting, Grants } from './grants.ts';
import type { Joining } from './joining.ts';
import { renameMember } from './renaming.ts';
import { subjectMark } from './settings.ts';
import type { SignOnSettings } from './sign-on-settings.ts';
import { SignOnRefusal, SignOnTokens, type SiteUser } from './sign-on-tokens.ts';

/** What single sign-on works with. */
export interface SingleSignOnOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly grants: Grants;
  readonly joining: Joining;
  readonly chores: Chores;
  readonly settings: readonly SignOnSettings[];
  readonly now: () => number;
  /** Who is told where the keys of a site cannot be had. */
  readonly tell: (failure: Error) => void;
}

/** How often a name that is somebody else's is tried with a number behind. */
const mostNamesakes = 1000;

/** Signs in the site's own users, by tokens that the site signs. Each is good once, for its own site, for a few minutes. */
export class SingleSignOn {
  readonly #options: SingleSignOnOptions;
  readonly #tokens: ReadonlyMap<string, SignOnTokens>;

  constructor(options: SingleSignOnOptions) {
    this.#options = options;
    this.#tokens = new Map(options.settings.map((settings) => [settings.site, new SignOnTokens(settings, options.now)]));
  }

  /** Whether any site has users of its own. */
  get isOffered(): boolean {
    return this.#tokens.size > 0;
  }

  /** Whether this site has users of its own. */
  isFor(site: string): boolean {
    return this.#tokens.has(site);
  }

  /**
   * Signs in whom the token names, and makes them a member the first time.
   *
   * @throws CommentsError `unauthenticated` for a token that is not the site's, not for this, too old, or was used before; `unsupported` where
   *   the site has no users of its own; `unavailable` where its keys cannot be had.
   */
  async signIn(site: string, token: string, granting: Granting): Promise<Granted> {
    const { database, grants, secrets, now } = this.#options;
    const user = await this.#userIn(site, token);
    const name = normalizeName(user.name);
    if (nameFault(name, 'required') !== null) throw refused('name cannot be a member’s.');
    const granted = await database.write(async (connection) => {
      const hash = secrets.tokenMark(`${user.issuer}\n${user.token}`, `single sign-on\n${site}`);
      if (!(await useToken(connection, { hash, expires_at: user.expiresAt }, now()))) throw refused('It was used before.');
      const issuer = `${siteIssuer}${user.issuer}`;
      const subject = subjectMark(secrets, { site, issuer, subject: user.subject });
      const known = await findIdentity(connection, site, issuer, subject);
      const member = known && (await findMember(connection, site, known.member_id));
      if (member) return await grants.grant(connection, await this.#renamed(connection, member, name), { ...granting, isManaged: true });
      const email = await this.#freeAddress(connection, site, user.email);
      const joined = await this.#options.joining.join(connection, { site, name: await freeName(connection, site, name), email, isNamedBySite: true });
      await insertIdentity(connection, { site, issuer, subject, member_id: joined.id, provider: 'single sign-on', created_at: now() });
      return await grants.grant(connection, joined, { ...granting, isNew: true, isManaged: true });
    });
    void this.#options.chores.goOn();
    return granted;
  }

  async #userIn(site: string, token: string): Promise<SiteUser> {
    const tokens = this.#tokens.get(site);
    if (!tokens) throw new CommentsError('unsupported', 'The site has no users of its own here.');
    try {
      return await tokens.read(token);
    } catch (cause) {
      if (cause instanceof SignOnRefusal) throw Object.assign(refused(cause.message), { cause });
      this.#options.tell(new Error('The keys of a site (jwks in DIWAN_SSO) cannot be had.'));
      throw new CommentsError('unavailable', 'The keys of the site cannot be had just now.', { cause, retryAfter: 30 });
    }
  }

  /** The name follows the site's, as long as it is nobody else's. */
  async #renamed(connection: Connection, member: MemberRow, name: string): Promise<MemberRow> {
    if (name === member.name || !(await isFree(connection, member.site, name, member.id))) return member;
    return await renameMember(connection, this.#options.chores, member, name);
  }

  /** An address that is another member's is not taken over, and nobody becomes that member by it. */
  async #freeAddress(connection: Connection, site: string, email: string | null): Promise<string | null> {
    if (email === null || emailFault(email, 'required') !== null) return null;
    return (await memberByEmail(connection, site, this.#options.secrets.lookup(email, site))) ? null : email.trim();
  }
}

/** Whether a name is nobody's, or this member's already. Names that are reserved are the site's to give. */
async function isFree(connection: Connection, site: string, name: string, member: string | null): Promise<boolean> {
  const owner = await memberByName(connection, site, nameKey(name));
  return !owner || owner.id === member;
}

/** The name, or, where it is another member's, the first free one with a number behind: two users of a site may be called the same, and neither can be asked. */
async function freeName(connection: Connection, site: string, name: string): Promise<string> {
  if (await isFree(connection, site, name, null)) return name;
  for (let number = 2; number < mostNamesakes; number++) {
    const behind = ` (${number})`;
    const numbered = `${Array.from(name).slice(0, maxNameLength - lengthOf(behind)).join('').trimEnd()}${behind}`;
    if (await isFree(connection, site, numbered, null)) return numbered;
  }
  throw refused('too many members have this name.');
}

function refused(why: string): CommentsError {
  return new CommentsError('unauthenticated', `The token is not taken: ${why}`);
}
