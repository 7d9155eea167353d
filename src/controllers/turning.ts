import { ContextProvider } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { widgetContext } from '../context/widget-context.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { ThreadPage } from '../contract/thread.ts';
import { withTurning } from '../i18n/en/turning.ts';
import { pageIn } from '../state/address.ts';
import { originOf } from '../state/amending.ts';
import { memberIn } from '../state/member-mark.ts';
import { loadPreferences, type TextStore } from '../state/preferences.ts';
import { savePreferences } from '../state/save-preferences.ts';
import type { SignOn } from '../state/single-sign-on.ts';
import type { ThreadStore, ThreadView } from '../state/thread.ts';
import { change, refresh, turn, withPage } from '../state/turning.ts';
import type { Widget } from '../state/widget.ts';
import type { OpenWriting } from '../state/writing.ts';
import type { Discussion } from './discussion.ts';
import { LoadEvent, LoadFailedEvent, type ListRequest, type ListWish } from './events.ts';
import { LanguageObserver } from './language-observer.ts';

/** How long after posting a reader's own comments are looked for with each page, and not only where they come near the form: 7 days in milliseconds. */
const ownLife = 7 * 24 * 3_600_000;

/** What the widget's element lends to what comes after its first paint. */
export interface TurningHost extends LitElement {
  readonly widget: Widget;
  readonly discussion: Discussion;
  readonly texts: TextStore | null;
  /** What the page gives to sign its own users in. */
  readonly singleSignOn?: SignOn | undefined;
  /** The query parameter that holds the page number. */
  readonly parameter: string;
  /** Begins anew where there is no backend. */
  open(): void;
  /** Looks again which language is spoken around the element. */
  speak(): void;
  /** Lets go of the room that was reserved while loading. */
  unreserve(): void;
}

/** All that follows once the comments are painted: pages turned, their address, focus, events, the form when it is approached. */
export class Turning implements ReactiveController {
  readonly #host: TurningHost;
  readonly #openWriting: OpenWriting;
  readonly #keep: (host: TurningHost) => Promise<void>;
  readonly #attend: (host: TurningHost) => Promise<void>;
  readonly #sight = new IntersectionObserver((entries) => entries.forEach((entry) => this.#seen(entry)), { rootMargin: '300px' });
  #page: ThreadPage | null = null;
  #failure: ErrorCode | null = null;
  #approached: ThreadStore | null = null;
  #desk: Element | null = null;
  /** The reader turned to what comes next, so it gets an entry in the history, the focus and the eyes. */
  #isTurning = false;
  /** What was asked for last: asked for again where it failed. */
  #wish: ListWish = { to: 'refresh' };
  /** What the reader chose and does not see yet. */
  #chosen: Partial<ThreadView> = {};
  #clock: ReturnType<typeof setInterval> | undefined;
  /** The backend that is asked who is signed in. */
  #attended: ThreadStore['adapter'] | null = null;
  #attending: Promise<void> | undefined;

  /**
   * @param keep is given the widget once writing is there: for what may come after that.
   * @param attend is given the widget where somebody signs in or is signed in.
   */
  constructor(host: TurningHost, openWriting: OpenWriting, keep: (host: TurningHost) => Promise<void>, attend: (host: TurningHost) => Promise<void>) {
    this.#host = host;
    this.#keep = keep;
    this.#attend = attend;
    this.#openWriting = openWriting;
    new ContextProvider(host, { context: widgetContext, initialValue: host.widget });
    new LanguageObserver(host, () => host.speak());
    // It may have changed before anybody observed it.
    host.speak();
    // Whole, since a path alone may begin with two slashes, and be another host's.
    host.widget.hrefOf = (page) => Object.assign(new URL(location.href), { search: withPage(location.search, host.parameter, page) }).href;
    host.addEventListener('diwan-request', (event) => {
      // After the page's own listeners, so that they can cancel it.
      queueMicrotask(() => event.defaultPrevented || this.#answer(event as ListRequest));
    });
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#back);
    addEventListener('online', this.#comeBack);
    this.#sight.observe(this.#host);
    this.#clock = setInterval(() => this.#tick(), 60_000);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#back);
    removeEventListener('online', this.#comeBack);
    this.#sight.disconnect();
    clearInterval(this.#clock);
    this.#approached = this.#desk = this.#attended = null;
  }

  hostUpdate(): void {
    const { widget } = this.#host;
    const { thread, messages } = widget;
    if (thread?.page && thread.adapter !== this.#attended) this.#meet(thread);
    const member = widget.member ?? thread?.page?.viewer;
    widget.formHeading = member && messages ? withTurning(messages).memberForm(isolated(member.name)) : undefined;
  }

  hostUpdated(): void {
    const { thread, failure, messages, writing } = this.#host.widget;
    const page = thread?.page ? originOf(thread.page) : null;
    const failed = failure ?? thread?.failure ?? null;
    if (failed && failed !== this.#failure) this.#host.dispatchEvent(new LoadFailedEvent(failed));
    this.#failure = failed;
    if (thread && !writing) this.#approach(thread);
    if (!page || page === this.#page || thread?.isLoading || !messages) return;
    const isFirst = !this.#page;
    this.#page = page;
    if (page.number) this.#write(page.number);
    if (isFirst) this.#settle();
    const { number, pageCount } = page;
    const place = number && pageCount ? withTurning(messages).pageOf(number, pageCount) : messages.heading(null);
    Object.assign(this.#list, { tabIndex: -1, role: 'group', ariaLabel: place });
    if (this.#isTurning && this.#isFree()) this.#toStart();
    // Once this drawing is over, since it draws again.
    else if (!isFirst) queueMicrotask(() => this.#host.widget.say(place));
    this.#isTurning = false;
    this.#host.dispatchEvent(new LoadEvent(page.number, thread?.total ?? null));
  }

  /** Once the backend has said what it can do: draws whom this device remembers, and asks where there is a reason to. */
  #meet({ adapter }: ThreadStore): void {
    const { widget, discussion, texts, singleSignOn } = this.#host;
    this.#attended = adapter;
    if (!adapter.session) return;
    widget.member ??= memberIn(texts, discussion.backend);
    if (widget.member || singleSignOn || isComingBack()) void this.#account();
  }

  /** Fetches what signing in needs. Never rejects. */
  #account(): Promise<void> {
    this.#attending ??= this.#attend(this.#host).catch((thrown: unknown) => {
      console.error('Dîwan: signing in could not be fetched:', thrown);
      this.#attending = undefined;
    });
    return this.#attending;
  }

  /** Does what a reader asked for. */
  #answer({ wish }: ListRequest): void {
    if (wish.to === 'form') return void this.#openDesk();
    if (wish.to === 'account') return void this.#account().then(() => this.#host.widget.account?.open());
    this.#isTurning = wish.to === 'turn' || wish.to === 'refresh' || wish.to === 'retry';
    this.#ask(wish.to === 'retry' ? this.#wish : wish);
  }

  #ask(wish: ListWish): void {
    const { thread } = this.#host.widget;
    // Nothing was read yet, and what was wrong may be right now: an adapter registered late, for one.
    if (!thread?.page) return this.#host.open();
    this.#wish = wish;
    if (wish.to === 'turn') void turn(thread, wish.at);
    if (wish.to === 'refresh') void refresh(thread);
    if (wish.to === 'resize') void this.#choose(thread, { size: wish.size });
    if (wish.to === 'sort') void this.#choose(thread, { sort: wish.sort });
  }

  /** What cannot be shown is not remembered either, or the next visit would begin with it. */
  async #choose(thread: ThreadStore, view: Partial<ThreadView>): Promise<void> {
    this.#chosen = { ...this.#chosen, ...view };
    const isShown = await change(thread, view);
    if (isShown) savePreferences(this.#host.texts, this.#chosen);
    if (isShown || thread.failure) this.#chosen = {};
  }

  readonly #back = (): void => {
    const { thread } = this.#host.widget;
    const page = pageIn(location.search, this.#host.parameter);
    this.#isTurning = false;
    if (thread?.page?.number && thread.page.number !== page) this.#ask({ to: 'turn', at: { page } });
  };

  /** Lets "3 minutes ago" grow older. */
  #tick(): void {
    Object.assign(this.#list, { now: this.#host.widget.now() });
  }

  get #list(): HTMLElement {
    return this.#host.renderRoot.querySelector<HTMLElement>('diwan-list')!;
  }

  /** Writes the page into the address, as a step to go back from where the reader took one. */
  #write(page: number): void {
    if (page === pageIn(location.search, this.#host.parameter)) return;
    try {
      history[this.#isTurning ? 'pushState' : 'replaceState'](history.state, '', this.#host.widget.hrefOf(page));
    } catch {
      // A sandboxed or opaque page may not write its address; the pager works without.
    }
  }

  /** Brings the beginning of the list before the reader, eyes and focus both. */
  #toStart(): void {
    const list = this.#list;
    list.focus({ preventScroll: true });
    if (list.getBoundingClientRect().top < 0) list.scrollIntoView();
  }

  /** Whether the focus may be moved: the reader is still where the page was turned, and did not begin to type somewhere meanwhile. */
  #isFree(): boolean {
    const { activeElement } = this.#host.renderRoot as ShadowRoot;
    if (activeElement) return activeElement.closest('diwan-pager, diwan-notice, diwan-list') !== null;
    return !document.activeElement || document.activeElement === document.body || document.activeElement === this.#host;
  }

  /** Back on the network, what could not be loaded is asked for again. */
  readonly #comeBack = (): void => {
    const { thread, isFormMissing } = this.#host.widget;
    if (thread?.failure === 'offline' || thread?.failure === 'unavailable') this.#ask(this.#wish);
    if (isFormMissing) void this.#openDesk();
  };

  /** After the first page: the reserved room may go if what is below it is out of sight with and without. */
  #settle(): void {
    const list = this.#list;
    // An empty list ends where it begins: its box is stretched over the room that is reserved.
    const end = list.lastElementChild?.getBoundingClientRect().bottom ?? list.getBoundingClientRect().top;
    if (end >= innerHeight) queueMicrotask(() => this.#host.unreserve());
  }

  /** The form is fetched when the reader comes near it, at once where something still has to be sent; anew for each thread. */
  #approach(thread: ThreadStore): void {
    const desk = thread.page && this.#host.renderRoot.querySelector('.desk');
    if (thread === this.#approached && desk === this.#desk) return;
    if (this.#desk) this.#sight.unobserve(this.#desk);
    this.#approached = thread;
    this.#desk = desk;
    const { unsent, own } = loadPreferences(this.#host.texts);
    if (unsent || this.#host.widget.member || Math.abs(this.#host.widget.now() - Number(own ?? NaN)) < ownLife) void this.#openDesk();
    else if (desk) this.#sight.observe(desk);
  }

  async #openDesk(): Promise<void> {
    const { widget, discussion } = this.#host;
    const { thread } = widget;
    if (!thread || widget.writing || this.#isOpening) return;
    this.#isOpening = true;
    try {
      const writing = await this.#openWriting(thread.adapter, discussion.backend);
      // What a guest was writing is the member's before the form shows it.
      if (widget.member) await this.#account();
      await widget.account?.prepare(writing);
      if (thread === widget.thread) widget.writing = writing;
      else writing.close();
      widget.isFormMissing = false;
      void this.#keep(this.#host).catch((thrown: unknown) => console.error('Dîwan:', thrown));
    } catch (thrown) {
      console.error('Dîwan: the form could not be fetched:', thrown);
      widget.isFormMissing = true;
    }
    this.#isOpening = false;
    widget.notify();
    if (thread !== widget.thread) void this.#openDesk();
  }
  #isOpening = false;

  #seen({ target, isIntersecting }: IntersectionObserverEntry): void {
    if (target === this.#desk) return void (isIntersecting && this.#openDesk());
    if (!isIntersecting) this.#host.unreserve();
  }
}

/** A name as it can stand in a sentence of either direction. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** Whether the page's address is what a sign-in came back to. */
function isComingBack(): boolean {
  return /^#diwan(-failed)?=/.test(location.hash);
}
