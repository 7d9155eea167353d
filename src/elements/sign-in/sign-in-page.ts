import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SignInPageBackend } from '../../adapters/sign-in-page.ts';
import { codeOf } from '../../contract/errors.ts';
import type { SignInWays } from '../../contract/session.ts';
import type { WireLink } from '../../contract/wire-session.ts';
import { knowsPasskeys, showPasskey } from '../../controllers/passkey-ceremony.ts';
import type { AccountMessages } from '../../i18n/account-messages.ts';
import type { PendingCodes } from '../../state/pending-codes.ts';
import { SignIn } from '../../state/sign-in.ts';
import { systemClock } from '../../storage/clock.ts';
import { controls } from '../../styles/controls.ts';
import { fields } from '../../styles/fields.ts';
import { shared } from '../../styles/shared.ts';
import { renderFailure, renderPassword } from './fields.ts';
import { focusFirst } from './focus.ts';
import type { Scene } from './scene.ts';
import { signInPageStyles, signInStyles } from './sign-in.styles.ts';
import { renderView, titleOf } from './views.ts';

/** What the page is given by its entry, before it is put into the document. */
export interface SignInPageParts {
  readonly backend: SignInPageBackend;
  readonly messages: AccountMessages;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Keeps what is waited for over a reload; `null` where nothing is to be kept. */
  readonly codes: PendingCodes | null;
}

/** @summary The server's own page for signing in, which leads back to the page of the site that asked. */
export class DiwanSignInPage extends LitElement {
  static override properties = { showsPassword: { state: true } };
  static override styles = [shared, controls, fields, signInStyles, signInPageStyles];

  declare showsPassword: boolean;
  parts!: SignInPageParts;
  #signIn!: SignIn;
  #ways: SignInWays | 'loading' | 'failed' = 'loading';
  #link: WireLink | null = null;
  /** What is shown in place of the views. */
  #end: 'leading' | 'gone' | null = null;
  #drawn = '';
  readonly #ending = new AbortController();

  constructor() {
    super();
    this.showsPassword = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#signIn) return;
    const { backend, language, codes } = this.parts;
    this.#signIn = new SignIn({
      facet: backend.session,
      site: backend.site ?? '',
      clock: systemClock,
      signal: this.#ending.signal,
      passwordLength: () => (typeof this.#ways === 'object' ? this.#ways.passwordLength : null),
      mail: () => ({ language }),
      take: () => this.#lead(),
      keep: async (pending) => codes?.keep(pending),
    });
    this.#signIn.subscribe(() => this.requestUpdate());
    void this.#load();
  }

  protected override render(): TemplateResult {
    const { messages, direction, language, backend } = this.parts;
    const [before, after] = messages.page.forSite;
    const site = this.#link?.site ?? backend.site;
    return html`<section class="sign-in page" lang=${language} dir=${direction} aria-labelledby="sign-in-heading">
      ${site ? html`<p class="muted">${before} <bdi>${hostOf(site)}</bdi>${after}</p>` : nothing} ${this.#content()}
      ${backend.leaveTo && !this.#end ? html`<p class="links"><a href=${backend.leaveTo}>${messages.page.goBack}</a></p>` : nothing}
    </section>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { view, findings } = this.#signIn;
    const drawn = `${typeof this.#ways} ${view} ${findings}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    focusFirst(this.renderRoot);
  }

  #content(): TemplateResult {
    const { messages, backend } = this.parts;
    const { page } = messages;
    const said = (text: string, more: TemplateResult | typeof nothing = nothing) => html`${this.#title(messages.title)}<p role="status">${text}</p>${more}`;
    if (this.#end) return said(this.#end === 'gone' ? page.linkGone : page.leading);
    if (backend.purpose === 'nothing') return said(page.nothingHere);
    if (this.#ways === 'loading') return said(messages.loading);
    if (this.#ways === 'failed') return said(messages.waysFailed, html`<button part="button" type="button" @click=${() => void this.#load()}>${messages.retry}</button>`);
    const scene = this.#scene(this.#ways);
    if (this.#link) return this.#renderLink(scene, this.#link);
    return html`${this.#title(titleOf(scene))}${backend.purpose === 'proof' && this.#signIn.view === 'sign-in' ? html`<p>${page.proof}</p>` : nothing}${renderView(scene)}`;
  }

  /** A link does nothing until a button is pressed: mail programs follow links by themselves. */
  #renderLink(scene: Scene, { purpose, name }: WireLink): TemplateResult {
    const { messages, signIn } = scene;
    const { page } = messages;
    const title = { 'sign-up': page.linkSignUp, 'sign-in': page.linkSignIn, reset: page.linkReset }[purpose](`\u2068${name ?? ''}\u2069`);
    const use = (event: Event) => {
      event.preventDefault();
      void signIn.attempt(async () => {
        try {
          await this.parts.backend.useLink(purpose === 'reset' ? signIn.typed.password : null, { signal: this.#ending.signal });
          this.#lead();
        } catch (thrown) {
          if (codeOf(thrown) !== 'not-found') throw thrown;
          this.#end = 'gone';
        }
      });
    };
    const password = purpose === 'reset'
      ? renderPassword(scene, { label: messages.newPassword, autocomplete: 'new-password', note: messages.passwordNote(scene.ways.passwordLength) })
      : nothing;
    return html`${this.#title(title)}
      <form class="column" novalidate aria-busy=${signIn.isBusy} @submit=${use}>
        ${renderFailure(signIn, messages)}${password}
        <button part="submit" type="submit" aria-disabled=${signIn.isBusy}><span>${purpose === 'reset' ? messages.setPassword : page.linkConfirm}</span></button>
      </form>`;
  }

  #title(text: string): TemplateResult {
    return html`<h1 id="sign-in-heading" tabindex="-1">${text}</h1>`;
  }

  #scene(ways: SignInWays): Scene {
    const { backend, messages } = this.parts;
    const { passkeys, site } = backend;
    const signIn = this.#signIn;
    return {
      signIn,
      messages,
      ways,
      pages: null,
      hrefOf: (provider) => backend.hrefOf(provider),
      hasPasskeys: ways.passkeys && !!passkeys && knowsPasskeys(),
      usePasskey: () =>
        void signIn.attempt(async () => {
          await passkeys!.signIn(site ?? '', showPasskey, { signal: this.#ending.signal });
          this.#lead();
        }, 'passkey'),
      showsPassword: this.showsPassword,
      showPassword: (shown) => (this.showsPassword = shown),
    };
  }

  async #load(): Promise<void> {
    const { backend, codes } = this.parts;
    const { signal } = this.#ending;
    this.#ways = 'loading';
    this.requestUpdate();
    try {
      if (backend.purpose === 'link') {
        const { ways, ...link } = await backend.lookAtLink({ signal });
        this.#link = link;
        this.#ways = ways;
      } else if (backend.purpose !== 'nothing') {
        this.#ways = await backend.session.loadWays(backend.site ?? '', { signal });
        const pending = await codes?.find();
        if (pending) this.#signIn.resume(pending);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      if (codeOf(thrown) === 'not-found') this.#end = 'gone';
      else console.error('Dîwan:', thrown);
      this.#ways = 'failed';
    }
    this.requestUpdate();
  }

  #lead(): void {
    this.#end = 'leading';
    this.requestUpdate();
  }
}

/** A site as a reader knows it. */
function hostOf(site: string): string {
  return URL.canParse(site) ? new URL(site).host : site;
}
