import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CommentsAdapter } from '../../adapters/adapter.ts';
import type { Sort } from '../../contract/thread.ts';
import { Discussion } from '../../controllers/discussion.ts';
import { nearestLang } from '../../controllers/nearest-lang.ts';
import type { TurningHost } from '../../controllers/turning.ts';
import { reading } from '../../i18n/en/reading.ts';
import { loadMessages } from '../../i18n/locales.ts';
import { giveBackParameter, pageIn, takeParameter } from '../../state/address.ts';
import { loadPreferences } from '../../state/preferences.ts';
import type { SignOn } from '../../state/single-sign-on.ts';
import { Widget } from '../../state/widget.ts';
import { shared } from '../../styles/shared.ts';
import { commentStyles } from '../comment/comment.styles.ts';
import { listStyles } from '../list/list.styles.ts';
import { commentsStyles } from './comments.styles.ts';
import { adapterOf, pageSizeOf, sortOf, textStore, threadOf } from './options.ts';

/**
 * @summary The comments of a page: the list, the pager and the form.
 * @slot - Never shown once the element works: what stands there is for browsers where it does not.
 * @fires diwan-request - The reader asked for a page, an order, a size; cancel it to keep it from happening.
 * @fires diwan-load - A page of comments is shown.
 * @fires diwan-error - The comments could not be loaded.
 * @fires diwan-post - The backend took a comment of this reader.
 * @csspart comments - Everything.
 * @csspart heading - "12 comments".
 * @csspart form-heading - What stands above the form.
 */
export class DiwanComments extends LitElement implements TurningHost {
  static override properties = {
    server: {},
    adapter: {},
    thread: {},
    pageSize: { attribute: 'page-size' },
    sort: {},
    lazy: { type: Boolean },
  };
  static override styles = [shared, commentsStyles, listStyles, commentStyles];

  /** Where the script came from: the server of a widget that names none. Set by the entry. */
  static defaultServer = '';
  /** Fetches what comes after the first paint and gives it to the element. Set by the entry. */
  static furnish: (element: DiwanComments) => Promise<void> = async () => {};

  /** The server's address, relative to the page; where the script came from if nothing is said. */
  declare server: string | null;
  /** The name of a registered adapter, `http` if nothing is said, or any object that keeps the contract. */
  declare adapter: string | CommentsAdapter | null;
  /** Names the discussion; the page's canonical path if nothing is said. */
  declare thread: string | null;
  /** Comments on a page, 1 to 100; 25 if nothing is said. A reader's own choice goes before it. */
  declare pageSize: number | string | null;
  /** `oldest` (the default) or `newest` first. A reader's own choice goes before it. */
  declare sort: Sort | null;
  /** Waits until the reader comes near. */
  declare lazy: boolean;
  /**
   * Signs the site's own users in: a token that the site signed for whoever is signed in there, or a function that fetches one each time
   * it is needed and answers `null` where nobody is. Set it before the comments are loaded; backends that know no such thing ignore it.
   */
  declare singleSignOn: SignOn | undefined;

  /** For the widget's own parts, as all below. */
  readonly widget = new Widget();
  parameter = '';
  readonly texts = textStore();
  readonly discussion = new Discussion(this.widget);
  #asked: unknown;
  /** Sees the reader come near. */
  #sight: IntersectionObserver | undefined;
  #furnishing: Promise<void> | undefined;
  #isFurnished = false;
  /** Room is kept for as long as its going could be seen, so that nothing below moves before the reader's eyes. */
  #isReserved = true;

  constructor() {
    super();
    this.server = this.adapter = this.thread = this.pageSize = this.sort = null;
    this.lazy = false;
    this.widget.subscribe(() => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.parameter ||= takeParameter();
    if (this.hasUpdated && !this.discussion.isOpen) this.#begin();
    this.speak();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A page may take the element out only to put it in elsewhere: what ends, ends when it stayed out.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#sight?.disconnect();
      this.discussion.close();
      giveBackParameter(this.parameter);
      this.parameter = '';
    });
  }

  /** Begins to read, without waiting for the first drawing. */
  open(): void {
    const { sort, size } = loadPreferences(this.texts);
    const page = pageIn(location.search, this.parameter);
    try {
      this.discussion.open({
        adapter: adapterOf(this.adapter),
        server: new URL(this.server || DiwanComments.defaultServer, document.baseURI).href,
        ref: threadOf(this.thread),
        view: { sort: sortOf(sort ?? this.sort), size: pageSizeOf(size ?? this.pageSize) },
        // What the address names is the page of the discussion before, unless that was on another.
        page: page === this.widget.thread?.page?.number ? 1 : page,
      });
    } catch (thrown) {
      console.error(`<diwan-comments server="${this.server}">: ${thrown as Error}`);
      this.discussion.fail('unsupported');
    }
  }

  /** Draws in the language of the place; in English where its file cannot be fetched. */
  speak(): void {
    const asked = (this.#asked = loadMessages(nearestLang(this)));
    const say = (messages: typeof reading) => {
      if (asked !== this.#asked || messages === this.widget.messages) return;
      this.widget.messages = messages;
      this.widget.notify();
    };
    if ('then' in asked) asked.then(say, () => say(reading));
    else say(asked);
  }

  unreserve(): void {
    this.#isReserved = false;
    this.requestUpdate();
  }

  /** Begins right after the task that put the element on the page: a page sets its properties in it. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    if (!this.hasUpdated) this.#begin();
    else if (changed.size && (this.discussion.isOpen || this.widget.failure)) this.open();
  }

  protected override render(): TemplateResult {
    const { messages, thread, failure, announcement, formHeading } = this.widget;
    const page = thread?.page;
    const canWrite = page ? page.thread.can.comment : !failure && !thread?.failure;
    const isFurnished = this.#isFurnished;
    const desk = isFurnished ? html`<diwan-desk></diwan-desk>` : nothing;
    const list = html`${isFurnished ? html`<diwan-notice about="newer"></diwan-notice>` : nothing}
      <diwan-list
        .messages=${messages}
        .page=${page}
        .failure=${failure ?? thread?.failure}
        .busy=${!failure && (!thread || thread.isLoading)}
        .furnished=${isFurnished}
      ></diwan-list>`;
    return html`<section
      part="comments"
      class=${this.#isReserved ? 'comments reserved' : 'comments'}
      aria-labelledby="heading"
      lang=${messages?.lang ?? nothing}
      dir=${messages?.dir ?? nothing}
    >
      <header class="bar">
        <h2 part="heading" id="heading">${messages?.heading(thread?.total || null) ?? '\u00a0'}</h2>
        ${isFurnished ? html`<diwan-sort></diwan-sort>` : nothing}
      </header>
      ${canWrite
        ? html`<div class="desk">
              <h3 part="form-heading" id="form-heading">${formHeading ?? messages?.guestForm ?? '\u00a0'}</h3>
              ${desk}
            </div>
            ${list}`
        : // Another list than the one above: what is new where the form is not cannot have moved.
          html`<div class=${page ? 'closed' : ''}>${desk}</div>
            ${list}`}
      <div class="pages">${isFurnished ? html`<diwan-pager></diwan-pager>` : nothing}</div>
      <p class="unseen" role="status">${announcement}</p>
    </section>`;
  }

  protected override updated(): void {
    const { thread, failure } = this.widget;
    if (this.#furnishing || (!failure && (!thread || thread.isLoading))) return;
    // What comes after the first paint must not delay it.
    this.#furnishing = new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))).then(() => DiwanComments.furnish(this));
    this.#furnishing.then(
      () => {
        this.#isFurnished = true;
        this.requestUpdate();
      },
      (thrown: unknown) => {
        console.error('Dîwan:', thrown);
        // Also where nothing is drawn any more: without what is fetched here nobody can say that the comments did not come.
        setTimeout(() => {
          this.#furnishing = undefined;
          this.requestUpdate();
        }, 15_000);
      },
    );
  }

  #begin(): void {
    if (!this.lazy) return this.open();
    this.#sight ??= new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#sight!.disconnect();
        if (!this.discussion.isOpen) this.open();
      },
      { rootMargin: '300px' },
    );
    this.#sight.observe(this);
  }
}
