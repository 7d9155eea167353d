import type { SignInWays } from '../../contract/session.ts';
import type { AccountMessages } from '../../i18n/account-messages.ts';
import type { Account } from '../../state/account.ts';
import type { SignIn } from '../../state/sign-in.ts';

/** What the views of signing in draw from, in the dialog and on the server's own page. */
export interface Scene {
  readonly signIn: SignIn;
  readonly messages: AccountMessages;
  readonly ways: SignInWays;
  /** Leads elsewhere; `null` where providers are reached by links. */
  readonly pages: Account['pages'] | null;
  /** The address of a provider's page, where `pages` is `null`. */
  readonly hrefOf?: (provider: string) => string;
  readonly hasPasskeys: boolean;
  usePasskey(): void;
  /** Whether passwords are shown while they are typed. */
  readonly showsPassword: boolean;
  showPassword(shown: boolean): void;
}
