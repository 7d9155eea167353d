/** Every text of Dîwan, as one language says it. A locale that lacks one does not compile. */
export interface Messages extends ReadingMessages, TurningMessages, WritingMessages, OwnMessages {}

/** What a form needs to know: all but what readers do with what they wrote before. */
export interface FormMessages extends ReadingMessages, TurningMessages, WritingMessages {}

/** The error codes, written out because `i18n` knows no other layer; a test holds them equal to the contract's. */
export type ErrorName =
  | 'offline'
  | 'timeout'
  | 'unavailable'
  | 'rate-limited'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'closed'
  | 'conflict'
  | 'invalid'
  | 'invalid-cursor'
  | 'challenge'
  | 'outcome-unknown'
  | 'unsupported'
  | 'protocol';

/** How a language writes moments and numbers. */
export interface Dates {
  /** How long ago, roughly: "3 hours ago". Both in milliseconds since 1970; a moment in the future reads as just now. */
  readonly ago: (then: number, now: number) => string;
  /** The exact moment, in the reader's time zone: "22 November 2026 at 14:03". */
  readonly exact: (then: number) => string;
}

/** What the first paint says: loaded with the list. */
export interface ReadingMessages extends Dates {
  /** The language's BCP 47 tag, for `lang`. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';

  /** The heading above everything: "12 comments", or "Comments" for `null`, where there are none or the total is not known. */
  readonly heading: (total: number | null) => string;
  readonly loading: string;

  /** Where a writer gave no name, and beside the name of a guest that is a member's. */
  readonly guest: string;
  /** In place of the name of a member who left. */
  readonly former: string;
  readonly held: string;
  readonly accepted: string;
  readonly removed: string;
  /** Beside the date of a comment whose text was changed: "edited". */
  readonly edited: string;

  /** Above the form. */
  readonly guestForm: string;
}

/** What reading on says: loaded right after the first paint. */
export interface TurningMessages {
  readonly number: (value: number) => string;
  readonly signIn: string;
  /** Beside the button that signs in: what members have of it, in one sentence. */
  readonly benefit: string;
  /** Above the form of a member: "Comment as Ann". */
  readonly memberForm: (name: string) => string;
  readonly sort: string;
  readonly oldest: string;
  readonly newest: string;

  readonly empty: string;
  readonly emptyHint: string;
  readonly closed: string;
  readonly loadFailed: string;
  readonly loadOffline: string;
  readonly retry: string;
  readonly formMissing: string;
  /** On the button that shows what was posted meanwhile: "3 new comments". */
  readonly newer: (count: number) => string;

  /** Names the pager to assistive technology: "Pages of comments". */
  readonly pages: string;
  readonly first: string;
  readonly previous: string;
  readonly next: string;
  readonly last: string;
  /** "Page 3". */
  readonly page: (number: number) => string;
  /** Announced after turning: "Page 3 of 40". */
  readonly pageOf: (number: number, count: number) => string;
  readonly pageSize: string;
}

/** What writing a comment says: loaded with the form. */
export interface WritingMessages {
  readonly name: string;
  readonly email: string;
  readonly emailNote: string;
  readonly text: string;
  /** Appended to a label: "(optional)". */
  readonly optional: string;
  readonly remember: string;
  readonly rememberNote: string;
  readonly forget: string;
  readonly forgotten: string;
  readonly submit: string;
  /** Near the limit: "120 characters left". */
  readonly left: (count: number) => string;
  /** Over the limit: "12 characters too many". */
  readonly over: (count: number) => string;

  readonly draftRestored: string;
  readonly draftDiscard: string;
  readonly draftDiscarded: string;
  readonly undo: string;
  /** Another tab holds a different draft. */
  readonly draftElsewhere: string;
  readonly takeOther: string;
  readonly keepMine: string;
  /** What is typed will not outlast this page. */
  readonly notLasting: string;

  /** Names the section with what this reader just sent. */
  readonly yours: string;
  readonly sending: string;
  readonly waiting: string;
  readonly waitingOffline: string;
  readonly waitingSignIn: string;
  readonly unsure: string;
  readonly refused: string;
  readonly sent: string;
  readonly sentHeld: string;
  readonly sentAccepted: string;
  readonly sendAgain: string;
  readonly takeBack: string;

  /** Said above the fields and announced: "2 fields need another look." */
  readonly problems: (count: number) => string;
  readonly nameRequired: string;
  readonly nameCharacters: string;
  readonly nameTooLong: string;
  readonly emailRequired: string;
  readonly emailMalformed: string;
  readonly textRequired: string;
  readonly textCharacters: string;
  readonly textTooLong: (max: number) => string;

  readonly errors: Readonly<Record<ErrorName, string>>;
}

/** What readers do with their own comments says: loaded where there are any. */
export interface OwnMessages {
  readonly edit: string;
  readonly remove: string;
  readonly save: string;
  readonly cancel: string;
  /** Announced once an edit is stored. */
  readonly saved: string;
  /** After what went wrong with an edit. */
  readonly notSaved: string;
  /** The time for changes is over, or the comment is gone. */
  readonly tooLate: string;
  readonly removeAsk: string;
  readonly removeYes: string;
  readonly removeNo: string;
  /** Announced once a comment is removed. */
  readonly removedNow: string;
}
