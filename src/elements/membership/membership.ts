import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ListRequest } from '../../controllers/events.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { loadMembershipMessages } from '../../i18n/membership-locales.ts';
import type { MembershipMessages } from '../../i18n/membership-messages.ts';
import { memberSections, type Membership, type MemberSection } from '../../state/membership.ts';
import { groundOf } from '../ground.ts';
import { Room } from '../room.ts';
import { renderAccess } from './access.ts';
import { renderComments } from './comments.ts';
import { renderData } from './data.ts';
import { renderEarlier } from './earlier.ts';
import { renderButton, renderFailure, type MemberPage } from './member-page.ts';
import { pastePicture, renderProfile } from './profile.ts';
import { renderSettings } from './settings.ts';

/** What members' pages ask of the widget around them. */
export interface MembershipDeeds {
  signOutEverywhere(): void;
  /** Opens the backend's own page; `null` where there is none. */
  readonly openPage: (() => void) | null;
}

const drawn: Readonly<Record<MemberSection, (page: MemberPage) => TemplateResult>> = {
  profile: renderProfile,
  comments: renderComments,
  earlier: renderEarlier,
  settings: renderSettings,
  access: renderAccess,
  data: renderData,
};

/**
 * @summary What members do with their account: profile, comments, settings, sign-in, data.
 * @csspart membership - The dialog.
 * @csspart tab - The button of a section.
 * @csspart field - A field with all that belongs to it.
 * @csspart input - A field of one line.
 * @csspart textarea - The field for a few words about oneself.
 * @csspart fault - What is wrong with a field, or what went wrong.
 * @csspart portrait - A member's picture, or the first letter of their name.
 * @csspart profile-card - What everybody sees of a member.
 * @csspart submit - The button that sends a form.
 * @csspart button - Any other button.
 */
export class DiwanMembership extends Room {
  static override properties = { membership: { attribute: false } };

  declare membership: Membership | null;
  deeds: MembershipDeeds | null = null;
  readonly #controller = new WidgetController(this);
  #followed: Membership | null = null;
  #unfollow = (): void => undefined;
  #messages: MembershipMessages | null = null;
  #language = '';
  /** What assistive technology is told: the widget's own line lies behind the dialog, where nothing is read aloud. */
  #announcement = '';
  /** The tab that is brought into sight, on a phone. */
  #shown: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    // A move in the page took it from above the page, and left it open in the middle.
    dialog.removeAttribute('open');
    dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#dialog?.close();
      this.#unfollow();
      this.#followed = null;
      this.membership?.close();
    });
  }

  /** Opens the pages at a section, once their texts are there. */
  async open(membership: Membership, section: MemberSection): Promise<void> {
    this.membership = membership;
    membership.section = section;
    await Promise.all([this.#speak(), this.updateComplete]);
    if (!this.isConnected) return;
    await this.updateComplete;
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      dialog.style.setProperty('--ground', groundOf((this.getRootNode() as ShadowRoot).host));
      dialog.showModal();
    }
    await this.#load();
  }

  protected override willUpdate(): void {
    const { membership } = this;
    void this.#speak();
    if (membership !== this.#followed && this.isConnected) {
      this.#unfollow();
      this.#unfollow = membership?.subscribe(() => this.requestUpdate()) ?? this.#unfollow;
      this.#followed = membership;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { membership } = this;
    const messages = this.#messages;
    const { messages: reading, now } = this.#controller.widget ?? {};
    if (!membership || !messages || !reading || !now) return nothing;
    const page: MemberPage = {
      membership,
      messages,
      reading,
      now: now(),
      say: (text) => this.#say(text),
      focus: (selector) => void this.#focus(selector),
      write: () => {
        this.#dialog?.close();
        this.dispatchEvent(new ListRequest({ to: 'form' }));
        void this.#writeOn();
      },
      signOutEverywhere: () => {
        this.#dialog?.close();
        this.deeds?.signOutEverywhere();
      },
      openPage: this.deeds?.openPage ?? null,
    };
    return html`<dialog
      part="membership"
      class="membership"
      lang=${reading.lang}
      dir=${reading.dir}
      aria-labelledby="membership-title"
      @close=${this.#closed}
      @paste=${(event: ClipboardEvent) => void pastePicture(page, event)}
    >
      <header>
        <h2 id="membership-title">${messages.title}</h2>
        <button part="button" type="button" class="cross" aria-label=${messages.close} data-key="close" @click=${() => this.#dialog?.close()}><span aria-hidden="true">×</span></button>
      </header>
      ${membership.state === 'open' ? this.#pages(page) : this.#end(page)}
      <p class="unseen" role="status">${this.#announcement}</p>
    </dialog>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { membership } = this;
    const tab = this.querySelector('[role=tab][aria-selected=true]');
    if (tab && tab !== this.#shown) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#shown = tab;
    // Somebody signed out elsewhere: what is theirs is no longer shown here.
    if (membership && membership.state !== 'deleted' && !membership.options.session.viewer) this.#dialog?.close();
  }

  #pages(page: MemberPage): TemplateResult {
    const { membership, messages } = page;
    const { account, section, loading } = membership;
    const tab = (name: MemberSection) => html`<button
      part="tab"
      type="button"
      role="tab"
      id="member-tab-${name}"
      aria-selected=${name === section}
      aria-controls="member-panel"
      tabindex=${name === section ? 0 : -1}
      ?autofocus=${name === section}
      @click=${() => membership.show(name)}
    >${messages[name]}</button>`;
    return html`<div class="pages-of-member">
      <div role="tablist" aria-labelledby="membership-title" class="tabs" @keydown=${this.#turn}>${memberSections.map(tab)}</div>
      <div role="tabpanel" id="member-panel" class="panel" tabindex="0" aria-labelledby="member-tab-${section}" aria-busy=${loading.isBusy || membership.comments.loading.isBusy || membership.earlier.asking.isBusy}>
        <h3>${messages[section]}</h3>
        ${account
          ? drawn[section](page)
          : html`${loading.isBusy ? html`<p class="muted">${messages.loading}</p>` : nothing} ${renderFailure(loading, messages)}
            ${loading.failure ? renderButton(messages.retry, () => void this.#load()) : nothing}`}
      </div>
    </div>`;
  }

  #end({ membership, messages }: MemberPage): TemplateResult {
    const isDeleted = membership.state === 'deleted';
    return html`<div class="panel">
      <p role="alert"><strong>${isDeleted ? messages.deleted : messages.lost}</strong></p>
      ${isDeleted ? html`<p>${messages.deletedNote}</p>` : nothing}
      <div class="row">${renderButton(messages.close, () => this.#dialog?.close())}</div>
    </div>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  async #load(): Promise<void> {
    const { membership } = this;
    if (!membership || !(await membership.load())) return;
    membership.show(membership.section);
    void membership.profile.count();
  }

  /** Fetches the texts of the language that the widget speaks. */
  async #speak(): Promise<void> {
    const lang = this.#controller.widget?.messages?.lang;
    if (!lang || lang === this.#language) return;
    this.#language = lang;
    const messages = await loadMembershipMessages(lang);
    if (lang !== this.#language) return;
    this.#messages = messages;
    this.requestUpdate();
  }

  /** The arrows lead from section to section, as in any list of tabs; both pairs, since they stand beside each other on a phone. */
  #turn(event: KeyboardEvent): void {
    const { membership } = this;
    const isForward = getComputedStyle(this.#dialog!).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const isBack = isForward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const { length } = memberSections;
    const at = memberSections.indexOf(membership!.section);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, [isForward]: at + 1, ArrowUp: at - 1, [isBack]: at - 1, Home: 0, End: length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const section = memberSections[(to + length) % length]!;
    membership!.show(section);
    void this.#focus(`#member-tab-${section}`);
  }

  /** No password outlives the dialog; what else was typed is there when it is opened again. */
  #closed(): void {
    const { membership } = this;
    this.#announcement = '';
    membership?.access.forget();
    if (membership?.farewell.isBegun) membership.farewell.stay();
    if (membership?.state !== 'open') membership?.close();
  }

  #say(text: string): void {
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    await this.querySelector<Room>('diwan-crop')?.updateComplete;
    const found = this.querySelector<HTMLElement>(selector);
    if (!found) return;
    if (found.tabIndex < 0 && !found.hasAttribute('tabindex')) found.tabIndex = -1;
    found.focus();
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Leads to the form of the thread shown, once it is there. */
  async #writeOn(): Promise<void> {
    const root = this.getRootNode() as ShadowRoot;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const area = root.querySelector<HTMLElement>('diwan-form textarea');
    area?.focus();
    area?.scrollIntoView({ block: 'nearest' });
  }
}
