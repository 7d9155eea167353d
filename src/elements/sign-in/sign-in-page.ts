import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SignInPageBackend, SignInTask } from '../../adapters/sign-in-page.ts';
import { codeOf } from '../../contract/errors.ts';
import type { WireLink, WireProviderProof } from '../../contract/wire-session.ts';
import { knowsPasskeys, showPasskey } from '../../controllers/passkey-ceremony.ts';
import type { AccountMessages } from '../../i18n/account-messages.ts';
import type { PendingCodes } from '../../state/pending-codes.ts';
import { SignIn } from '../../state/sign-in.ts';
import { systemClock } from '../../storage/clock.ts';
import { controls } from '../../styles/controls.ts';
import { fields } from '../../styles/fields.ts';
import { shared } from '../../styles/shared.ts';
import { renderFailure, renderField, renderPassword } from './fields.ts';
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
  #task: SignInTask | 'loading' | 'failed' = 'loading';
  /** What is shown in place of the views. */
  #end: 'leading' | 'gone' | 'nothing' | null = null;
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
    const siteOf = () => this.#known?.site ?? '';
    this.#signIn = new SignIn({
      facet: backend.session,
      // Known once it can be drawn, and asked with.
      get site() {
        return siteOf();
      },
      clock: systemClock,
      signal: this.#ending.signal,
      passwordLength: () => this.#known?.ways.passwordLength ?? null,
      mail: () => ({ language }),
      take: () => this.#lead(),
      keep: async (pending) => codes?.keep(pending),
    });
    this.#signIn.subscribe(() => this.requestUpdate());
    void this.#load();
  }

  protected override render(): TemplateResult {
    const { messages, direction, language } = this.parts;
    const [before, after] = messages.page.forSite;
    const { site, leaveTo } = this.#known ?? {};
    return html`<section class="sign-in page" lang=${language} dir=${direction} aria-labelledby="sign-in-heading">
      ${site ? html`<p class="muted">${before} <bdi>${hostOf(site)}</bdi>${after}</p>` : nothing} ${this.#content()}
      ${leaveTo && !this.#end ? html`<p class="links"><a href=${leaveTo}>${messages.page.goBack}</a></p>` : nothing}
    </section>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { view, findings } = this.#signIn;
    const drawn = `${typeof this.#task} ${view} ${findings}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    focusFirst(this.renderRoot);
  }

  get #known(): SignInTask | null {
    return typeof this.#task === 'object' ? this.#task : null;
  }

  #content(): TemplateResult {
    const { messages } = this.parts;
    const { page } = messages;
    const said = (text: string, more: TemplateResult | typeof nothing = nothing) => html`${this.#title(messages.title)}<p role="status">${text}</p>${more}`;
    if (this.#end) return said({ gone: page.linkGone, leading: page.leading, nothing: page.nothingHere }[this.#end]);
    const task = this.#task;
    if (task === 'loading') return said(messages.loading);
    if (task === 'failed') return said(messages.waysFailed, html`<button part="button" type="button" @click=${() => void this.#load()}>${messages.retry}</button>`);
    const scene = this.#scene(task);
    if (task.link) return this.#renderLink(scene, task.link);
    if (task.provider?.needs === 'name') return this.#renderName(scene, task.provider);
    return html`${this.#title(titleOf(scene))}${task.provider && this.#signIn.view === 'sign-in' ? html`<p>${page.proof}</p>` : nothing}${renderView(scene)}`;
  }

  /** A link does nothing until a button is pressed: mail programs follow links by themselves. */
  #renderLink(scene: Scene, { purpose, name }: WireLink): TemplateResult {
    const { messages, signIn } = scene;
    const { page } = messages;
    const title = { 'sign-up': page.linkSignUp, 'sign-in': page.linkSignIn, reset: page.linkReset }[purpose](`\u2068${name ?? ''}\u2069`);
    const use = () => this.parts.backend.useLink(purpose === 'reset' ? signIn.typed.password : null, { signal: this.#ending.signal });
    const password = purpose === 'reset'
      ? renderPassword(scene, { label: messages.newPassword, autocomplete: 'new-password', note: messages.passwordNote(scene.ways.passwordLength) })
      : nothing;
    return html`${this.#title(title)}
      <form class="column" novalidate aria-busy=${signIn.isBusy} @submit=${this.#doing(use)}>
        ${renderFailure(signIn, messages)}${password}
        <button part="submit" type="submit" aria-disabled=${signIn.isBusy}><span>${purpose === 'reset' ? messages.setPassword : page.linkConfirm}</span></button>
      </form>`;
  }

  /** Whom a provider knows chooses the name that others see. */
  #renderName(scene: Scene, { provider }: WireProviderProof): TemplateResult {
    const { messages, signIn } = scene;
    const join = () => this.parts.backend.joinAs(signIn.typed.name, { signal: this.#ending.signal });
    return html`${this.#title(messages.registerTitle)}
      <p class="muted"><bdi>${provider}</bdi></p>
      <form class="column" novalidate aria-busy=${signIn.isBusy} @submit=${this.#doing(join)}>
        ${renderFailure(signIn, messages)}${renderField(scene, 'name', { autocomplete: 'nickname', note: messages.nameNote })}
        <button part="submit" type="submit" aria-disabled=${signIn.isBusy}><span>${messages.join}</span></button>
      </form>`;
  }

  /** Does what ends in leaving. */
  #doing(deed: () => Promise<void>): (event: Event) => void {
    return (event) => {
      event.preventDefault();
      void this.#signIn.attempt(async () => {
        try {
          await deed();
          this.#lead();
        } catch (thrown) {
          if (codeOf(thrown) !== 'not-found') throw thrown;
          this.#end = 'gone';
        }
      });
    };
  }

  #title(text: string): TemplateResult {
    return html`<h1 id="sign-in-heading" tabindex="-1">${text}</h1>`;
  }

  #scene({ ways, site }: SignInTask): Scene {
    const { backend, messages } = this.parts;
    const { passkeys } = backend;
    const signIn = this.#signIn;
    // Whom a provider led here is not led on to another.
    const providers = ways.providers.filter(({ id }) => backend.hrefOf(id) !== null);
    return {
      signIn,
      messages,
      ways: { ...ways, providers },
      pages: null,
      hrefOf: (provider) => backend.hrefOf(provider) ?? '',
      hasPasskeys: ways.passkeys && !!passkeys && knowsPasskeys(),
      usePasskey: () =>
        void signIn.attempt(async () => {
          await passkeys!.signIn(site, showPasskey, { signal: this.#ending.signal });
          this.#lead();
        }, 'passkey'),
      showsPassword: this.showsPassword,
      showPassword: (shown) => (this.showsPassword = shown),
    };
  }

  async #load(): Promise<void> {
    const { backend, codes } = this.parts;
    const { signal } = this.#ending;
    this.#task = 'loading';
    this.requestUpdate();
    try {
      const task = await backend.look({ signal });
      if (!task) this.#end = 'nothing';
      else {
        this.#task = task;
        this.#signIn.fill({ name: task.provider?.name ?? null, email: null });
        const pending = task.link || task.provider ? null : await codes?.find();
        if (pending) this.#signIn.resume(pending);
      }
    } catch (thrown) {
      if (signal.aborted) return;
      if (codeOf(thrown) === 'not-found') this.#end = 'gone';
      else console.error('Dîwan:', thrown);
      this.#task = 'failed';
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
