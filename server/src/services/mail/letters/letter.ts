import type { CommentsFate } from 'diwan/contract';

/** A letter that carries a code: it is not sent any more once that is over. Nobody's name is in it, since a stranger may have typed it. */
interface CodeLetter<Kind extends string> {
  readonly kind: Kind;
  /** 8 digits. */
  readonly code: string;
  /** Where the same is done by a click, or `null` where there is only the code. */
  readonly link: string | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A letter that tells of something done to the account, by whoever was signed in. */
interface Notice<Kind extends string> {
  readonly kind: Kind;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** On which device, "Firefox on Linux", or `null`. */
  readonly device: string | null;
}

/** What is told of a reply. */
export interface ReplyLetter {
  readonly kind: 'reply';
  /** Who answered; `null` for a guest without a name. */
  readonly who: string | null;
  /** The beginning of what they wrote. */
  readonly excerpt: string;
  /** The title of the page, or `null`. */
  readonly title: string | null;
  /** The page on which the reply stands, or `null` where the page's address is not known. */
  readonly link: string | null;
  /** Ends these mails with one click: for the header and for the foot of the letter. */
  readonly unsubscribe: string;
}

/** Everything that Dîwan writes to people, as data. The words are in the languages beside this file. */
export type Letter =
  /** Somebody joins with this address. */
  | CodeLetter<'confirm-sign-up'>
  /** Somebody joins with an address that has an account already: the code signs in. */
  | CodeLetter<'sign-up-known'>
  | CodeLetter<'sign-in'>
  /** A code to sign in was asked for, and the address has no account. */
  | { readonly kind: 'sign-in-unknown' }
  | CodeLetter<'reset'>
  /** A new password was asked for, and the address has no account. */
  | { readonly kind: 'reset-unknown' }
  | Notice<'password-changed'>
  | CodeLetter<'deletion'>
  | { readonly kind: 'account-deleted'; readonly comments: CommentsFate }
  /** `provider`: its name as it stands on the button. */
  | (Notice<'provider-connected'> & { readonly provider: string })
  /** `passkey`: as its owner named it. */
  | (Notice<'passkey-added'> & { readonly passkey: string })
  | ReplyLetter;

/** A kind of letter. */
export type LetterKind = Letter['kind'];

/** The letter of a kind. */
export type LetterOf<Kind extends LetterKind> = Extract<Letter, { readonly kind: Kind }>;

/** What of a letter is words of a language. A letter is laid out in this order, with what it carries between `before` and `after`. */
export interface Wording {
  readonly subject: string;
  readonly before: readonly string[];
  /** What stands on the button, where the letter has a link. */
  readonly button: string | null;
  readonly after: readonly string[];
}

/** What the words of a letter may speak of beside the letter itself. */
export interface Occasion {
  /** The site's name: the host of its first origin. */
  readonly site: string;
  /** For how many minutes the code is good, from when it was asked for; 0 where there is none. */
  readonly minutes: number;
}

/** Everything that is said in a language: a text that is missing does not compile. */
export interface LetterTexts {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Said before a link in clear, under the button. */
  readonly orOpen: string;
  /** The last line of every letter. */
  readonly foot: (site: string) => string;
  /** What stands on the link that ends mails of replies. */
  readonly unsubscribe: string;
  /** The page that asks whether mails of replies should end, and what it says when they have. */
  readonly unsubscribing: {
    readonly title: string;
    readonly ask: (site: string) => string;
    readonly button: string;
    readonly done: (site: string) => string;
    /** For a link that is not one of ours. */
    readonly unknown: string;
  };
  readonly letters: { readonly [Kind in LetterKind]: (letter: LetterOf<Kind>, occasion: Occasion) => Wording };
}
