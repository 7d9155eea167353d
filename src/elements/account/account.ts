import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { OpenMembership } from '../../controllers/attendance.ts';
import { ListRequest } from '../../controllers/events.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withTurning } from '../../i18n/en/turning.ts';
import type { Account, Greeting } from '../../state/account.ts';
import { renderLine } from '../form/line.ts';
import { Room } from '../room.ts';

/**
 * @summary Who writes: a guest, who can sign in, or a member with their menu.
 * @csspart account - The line.
 * @csspart sign-in - The button that leads to signing in.
 * @csspart member - The member's name, which opens the menu.
 * @csspart menu - The menu.
 * @csspart greeting - What is said after somebody signed in or out.
 * @csspart unsent - What a sign-out would delete, and the question whether to.
 * @csspart button - Any other button.
 */
export class DiwanAccount extends Room {
  static override properties = { isMenuOpen: { state: true } };

  /** Opens the member's own pages. Set by the entry that has them; where it is not set, the menu does not offer them. */
  static openMembership: OpenMembership | null = null;

  declare isMenuOpen: boolean;
  readonly #controller = new WidgetController(this);
  #greeted: Greeting | null = null;
  #asked: Account['unsent'] = null;
  #wasOpen = false;

  constructor() {
    super();
    this.isMenuOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ownerDocument.addEventListener('pointerdown', this.#lookAway);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.ownerDocument.removeEventListener('pointerdown', this.#lookAway);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { widget } = this.#controller;
    if (!widget?.messages) return nothing;
    const { member, account } = widget;
    const messages = withTurning(widget.messages);
    const isLost = account?.session.presence === 'lost';
    const ask = html`<button part="sign-in" type="button" class="link" @click=${this.#ask}>${messages.signIn}</button>`;
    const line = member
      ? html`<button
            part="member"
            type="button"
            class="link member"
            aria-expanded=${this.isMenuOpen}
            aria-label=${account ? account.messages.menu(member.name) : nothing}
            @click=${this.#toggle}
          ><bdi>${member.name}</bdi></button>
          ${isLost ? html`${this.#say(account.messages.lost)}${ask}` : this.#greeting(account)}
          ${this.isMenuOpen && account ? this.#menu(account) : nothing}`
      : html`${ask}${this.#greeting(account) || html`<span class="muted">${messages.benefit}</span>`}`;
    return html`<div part="account" class="account" @keydown=${this.#key}>${line}</div>
      ${account?.unsent ? this.#unsent(account, account.unsent) : nothing}
      ${account?.isOpen ? html`<diwan-sign-in></diwan-sign-in>` : nothing}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { widget } = this.#controller;
    const { account, member } = widget ?? {};
    if (!widget || !account) return;
    const { greeting, unsent, isOpen } = account;
    // The dialog is gone, and the focus with it.
    if (this.#wasOpen && !isOpen) this.querySelector<HTMLElement>('.link')?.focus();
    this.#wasOpen = isOpen;
    if (unsent && unsent !== this.#asked) this.querySelector<HTMLElement>('[part=unsent] button:last-of-type')?.focus();
    this.#asked = unsent;
    // A menu of nobody.
    if (!member) this.isMenuOpen = false;
    if (!greeting || greeting === this.#greeted) return;
    this.#greeted = greeting;
    if (greeting.wasOpen) this.querySelector<HTMLElement>('.link')?.focus();
    // Once this drawing is over, since it draws again.
    queueMicrotask(() => widget.say(this.#said(account, greeting)));
  }

  #menu(account: Account): TemplateResult {
    const { messages, session, openMembership, leaving } = account;
    const item = (text: string, act: () => void) =>
      html`<li>
        <button part="button" type="button" aria-disabled=${leaving === 'yes'} @click=${() => {
          this.isMenuOpen = false;
          act();
        }}>${text}</button>
      </li>`;
    const leave = (scope: 'here' | 'everywhere') => () => account.signOut(scope, false);
    return html`<ul part="menu" class="menu" role="list">
      ${openMembership && session.presence === 'member' ? item(messages.myAccount, openMembership) : nothing}
      ${session.view?.isManaged
        ? nothing
        : html`${item(messages.signOut, leave('here'))}${session.presence === 'member' ? item(messages.signOutEverywhere, leave('everywhere')) : nothing}`}
    </ul>`;
  }

  #unsent(account: Account, { drafts, comments, scope }: NonNullable<Account['unsent']>): TemplateResult {
    const { messages } = account;
    const stay = () => {
      account.stay();
      this.querySelector<HTMLElement>('.link')?.focus();
    };
    return html`<div class="unsent" role="alertdialog" aria-label=${messages.unsentAsk(drafts, comments.length)}>
      ${renderLine('unsent', messages.unsentAsk(drafts, comments.length), [[messages.unsentYes, () => account.signOut(scope, true)], [messages.unsentNo, stay]])}
    </div>`;
  }

  #greeting(account: Account | null | undefined): TemplateResult | '' {
    if (account?.leaving === 'failed') return this.#say(account.messages.signOutFailed);
    return account?.greeting ? this.#say(this.#said(account, account.greeting)) : '';
  }

  #say(text: string): TemplateResult {
    return html`<span part="greeting">${text}</span>`;
  }

  #said({ messages, session }: Account, { says }: Greeting): string {
    const name = session.viewer?.name ?? '';
    return {
      back: messages.welcome(name),
      new: messages.welcomeNew(name),
      out: messages.signedOut,
      failed: messages.failedThere,
      elsewhere: messages.page.linkElsewhere,
      done: messages.windowDone,
    }[says];
  }

  readonly #ask = (): void => {
    this.dispatchEvent(new ListRequest({ to: 'account' }));
  };

  readonly #toggle = (): void => {
    this.isMenuOpen = !this.isMenuOpen;
  };

  readonly #lookAway = (event: Event): void => {
    if (this.isMenuOpen && !event.composedPath().includes(this)) this.isMenuOpen = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.isMenuOpen) return;
    this.isMenuOpen = false;
    this.querySelector<HTMLElement>('.member')?.focus();
  };
}
