/** What signing in and joining says: loaded with the dialog. */
export interface AccountMessages {
  /** Names the dialog: "Sign in or join". */
  readonly title: string;
  readonly close: string;
  readonly cancel: string;
  readonly loading: string;
  readonly waysFailed: string;
  readonly retry: string;

  readonly signIn: string;
  readonly signInTitle: string;
  readonly notMember: string;
  readonly register: string;
  readonly registerTitle: string;
  readonly alreadyMember: string;
  readonly forgot: string;
  readonly forgotTitle: string;
  readonly forgotNote: string;
  /** Before the providers: "or connect using". */
  readonly connect: string;
  readonly mailCode: string;
  readonly passkey: string;
  /** On the button to the server's own page. */
  readonly onPage: string;
  readonly onPageNote: string;
  /** Where members come only from the site or from providers. */
  readonly noWays: string;

  readonly name: string;
  readonly nameNote: string;
  readonly email: string;
  readonly emailNote: string;
  readonly password: string;
  readonly newPassword: string;
  readonly passwordNote: (shortest: number) => string;
  readonly passwordOptional: string;
  readonly showPassword: string;
  /** What members have, each a short line. */
  readonly benefits: readonly string[];
  readonly join: string;
  readonly mailsNote: string;

  readonly codeTitle: string;
  /** Where the code was sent. The address is drawn between the two parts. */
  readonly codeSent: readonly [before: string, after: string];
  readonly code: string;
  readonly codeNote: string;
  readonly confirm: string;
  readonly resend: string;
  readonly resent: string;
  readonly resendSoon: string;
  readonly otherAddress: string;
  readonly resetTitle: string;
  readonly setPassword: string;

  readonly windowTitle: string;
  readonly windowNote: string;
  readonly windowBlocked: string;
  /** After {@link AccountMessages.windowNote}, where the other window may be gone: a question, since that cannot be known. */
  readonly windowGone: string;
  readonly openAgain: string;
  readonly inThisTab: string;
  readonly windowDone: string;
  readonly failedThere: string;

  /** In the member's line. */
  readonly menu: (name: string) => string;
  readonly myAccount: string;
  readonly signOut: string;
  readonly signOutEverywhere: string;
  readonly signedOut: string;
  readonly signOutFailed: string;
  readonly unsentAsk: (drafts: number, comments: number) => string;
  readonly unsentYes: string;
  readonly unsentNo: string;
  readonly lost: string;
  readonly welcome: (name: string) => string;
  readonly welcomeNew: (name: string) => string;

  readonly mismatch: string;
  readonly passkeyFailed: string;
  readonly tooFast: (minutes: number) => string;
  readonly somethingWrong: string;
  readonly notHere: string;
  readonly offline: string;
  readonly problems: (count: number) => string;
  readonly nameRequired: string;
  readonly nameTaken: string;
  readonly nameUnfit: string;
  readonly nameTooLong: string;
  readonly emailRequired: string;
  readonly emailMalformed: string;
  readonly passwordRequired: string;
  readonly passwordTooShort: (shortest: number) => string;
  readonly passwordTooLong: string;
  readonly passwordCommon: string;
  readonly codeRequired: string;
  readonly codeMalformed: string;
  readonly codeWrong: string;
  readonly codeExpired: string;

  /** On the server's own page. */
  readonly page: PageMessages;
}

/** What only the server's own page says. */
export interface PageMessages {
  /** Above everything: the site's host stands between the parts. */
  readonly forSite: readonly [before: string, after: string];
  readonly goBack: string;
  readonly leading: string;
  readonly linkSignUp: (name: string) => string;
  readonly linkSignIn: (name: string) => string;
  readonly linkReset: (name: string) => string;
  readonly linkConfirm: string;
  readonly linkGone: string;
  readonly linkElsewhere: string;
  readonly proof: string;
  readonly nothingHere: string;
}
