import type { Sites } from '../../sites.ts';
import type { Database } from '../../store/database.ts';
import type { Post } from '../mail/post.ts';
import type { Secrets } from '../secrets.ts';
import { Accounts } from './account.ts';
import { Asking } from './asking.ts';
import { Chores } from './chores.ts';
import { Endings } from './endings.ts';
import { Flows } from './flows.ts';
import { Grants } from './grants.ts';
import { Hashing, type HashWork } from './hashing.ts';
import { Joining } from './joining.ts';
import { Leaving } from './leaving.ts';
import { MemberLetters } from './letters.ts';
import { Limits } from './limits.ts';
import { Links } from './links.ts';
import type { MemberConfig } from './member-config.ts';
import { MemberPasswords } from './member-passwords.ts';
import { Names } from './names.ts';
import { Passwords } from './passwords.ts';
import { Sessions } from './sessions.ts';
import { SigningIn } from './signing-in.ts';

/** What is kept of members, and what it takes to read it. */
export interface MemberStore {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly sites: Sites;
}

/** What members need. */
export interface MembersOptions {
  readonly store: MemberStore;
  readonly config: MemberConfig;
  readonly post: Pick<Post, 'queue'>;
  /** Is told when work that nobody waits for fails. */
  readonly failed: (thrown: unknown) => void;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How much work a password's hash is; less than the usual is for tests. */
  readonly hashWork?: HashWork | undefined;
}

/** Everything that knows members, each with what it needs. */
export interface Members {
  readonly sessions: Sessions;
  readonly grants: Grants;
  readonly joining: Joining;
  readonly asking: Asking;
  readonly signingIn: SigningIn;
  readonly links: Links;
  readonly limits: Limits;
  readonly letters: MemberLetters;
  readonly accounts: Accounts;
  readonly leaving: Leaving;
  /** To be gone on with once the server listens, and closed before the store. */
  readonly chores: Chores;
  readonly hashing: Hashing;
}

/** Puts together what knows members. */
export function openMembers({ store, config, post, failed, base, now, hashWork }: MembersOptions): Members {
  const { database, secrets, sites } = store;
  const chores = new Chores(database, now, failed);
  const sessions = new Sessions(database, secrets, now);
  const flows = new Flows(secrets, now);
  const limits = new Limits({ database, secrets, now });
  const letters = new MemberLetters(post, secrets);
  const hashing = new Hashing(hashWork);
  const passwords = new Passwords(config.passwordLength, hashing);
  const joining = new Joining({ secrets, names: new Names(config.reservedNames), chores, now });
  const endings = new Endings({ secrets, flows, joining, letters, now });
  const endLinked: SigningIn['endLinked'] = (connection, idHash) => signingIn.endLinked(connection, idHash);
  const grants = new Grants({ database, secrets, sites, sessions, endLinked, base, now });
  const signingIn = new SigningIn({ database, secrets, flows, endings, grants, limits, passwords });
  const rules = new MemberPasswords(passwords, secrets);
  return {
    sessions,
    grants,
    joining,
    asking: new Asking({ database, secrets, flows, grants, joining, post, limits, passwords, base }),
    signingIn,
    links: new Links({ database, flows, grants, limits, signingIn }),
    limits,
    letters,
    accounts: new Accounts({ database, secrets, chores, names: joining, passwords: rules, flows, limits, letters, base, now }),
    leaving: new Leaving({ database, secrets, chores, passwords: rules, flows, limits, letters, now }),
    chores,
    hashing,
  };
}
