import type { ErrorCode } from '../contract/errors.ts';
import type { ViewerView } from '../contract/thread.ts';
import type { ReadingMessages } from '../i18n/messages.ts';
import type { Account } from './account.ts';
import { Listeners } from './listeners.ts';
import type { ThreadStore } from './thread.ts';
import type { Writing } from './writing.ts';

/**
 * All that the rooms of one widget share: one object for the widget's whole life, with stores
 * inside it that come and go. Whoever draws from it subscribes, and draws again when told.
 */
export class Widget extends Listeners {
  /** The texts in the page's language; `null` until they are here. */
  messages: ReadingMessages | null = null;
  /** What the backend said; `null` before a backend is there. */
  thread: ThreadStore | null = null;
  /** Why there is no backend, or `null`. */
  failure: ErrorCode | null = null;
  /** Drafts and outbox; `null` until the form was approached. */
  writing: Writing | null = null;
  /** Whether the form could not be fetched. */
  isFormMissing = false;
  /** What assistive technology was told last. */
  announcement = '';
  /** Who is signed in, as far as it can be drawn: a device remembers it before the backend has confirmed it. Nobody until the first paint is over. */
  declare member: ViewerView | null | undefined;
  /** What signing in needs, for the backend shown; there once it was asked for. */
  declare account: Account | null | undefined;
  /** What stands above the form in place of a guest's text. */
  declare formHeading: string | undefined;
  /** The present moment in milliseconds since 1970. */
  now: () => number = Date.now;
  /** The address of a page of this thread, for links that also work in a new tab. */
  hrefOf: (page: number) => string = () => '';

  /** Tells assistive technology something without moving the focus. The same words are told again. */
  say(text: string): void {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
    this.notify();
  }
}
