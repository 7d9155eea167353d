import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { WidgetController } from '../../controllers/widget-controller.ts';
import type { Account } from '../../state/account.ts';
import { adoptStyles } from '../../styles/adopt.ts';
import { groundOf } from '../ground.ts';
import { Room } from '../room.ts';
import { focusFirst } from './focus.ts';
import type { Scene } from './scene.ts';
import { signInStyles } from './sign-in.styles.ts';
import { renderView, titleOf } from './views.ts';

/**
 * @summary The dialog in which readers sign in and join.
 * @csspart dialog - The dialog.
 * @csspart dialog-heading - What stands above it.
 * @csspart sign-in-form - A form in it.
 * @csspart failure - What went wrong with all of it.
 * @csspart field - A label with its field.
 * @csspart input - A field.
 * @csspart fault - What is wrong with a field.
 * @csspart submit - The button that does what the view is for.
 * @csspart button - Any other button.
 */
export class DiwanSignIn extends Room {
  static override properties = { showsPassword: { state: true } };

  declare showsPassword: boolean;
  readonly #controller = new WidgetController(this);
  /** What was drawn last: where another view is drawn, or faults were found, the reader is brought to it. */
  #drawn = '';

  constructor() {
    super();
    this.showsPassword = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    if (root instanceof ShadowRoot) adoptStyles(root, signInStyles);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that is moved in the page leaves the top of it, and says still that it is open.
    this.querySelector('dialog')?.removeAttribute('open');
  }

  protected override render(): TemplateResult | typeof nothing {
    const account = this.#controller.widget?.account;
    if (!account) return nothing;
    const { messages, ways } = account;
    const close = () => account.close();
    const scene = this.#scene(account);
    return html`<dialog part="dialog" class="sign-in" aria-labelledby="sign-in-heading" @cancel=${this.#cancel} @close=${close}>
      <header class="head">
        <h3 part="dialog-heading" id="sign-in-heading" tabindex="-1">${scene ? titleOf(scene) : messages.title}</h3>
        <button part="button" type="button" class="close" aria-label=${messages.close} title=${messages.close} @click=${close}><span aria-hidden="true">✕</span></button>
      </header>
      ${scene
        ? renderView(scene)
        : ways === 'failed'
          ? html`<p role="alert">${messages.waysFailed}</p>
              <button part="button" type="button" @click=${() => account.retry()}>${messages.retry}</button>`
          : html`<p role="status">${messages.loading}</p>`}
    </dialog>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const account = this.#controller.widget?.account;
    const dialog = this.querySelector('dialog');
    if (!account || !dialog || !this.isConnected) return;
    if (!dialog.open) {
      dialog.style.setProperty('--ground', groundOf((this.getRootNode() as ShadowRoot).host));
      dialog.showModal();
    }
    const { view, findings } = account.signIn;
    const drawn = `${typeof account.ways} ${view} ${findings}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    focusFirst(dialog);
  }

  #scene(account: Account): Scene | null {
    const { ways, signIn, messages, pages, hasPasskeys } = account;
    if (typeof ways !== 'object') return null;
    const { showsPassword } = this;
    return {
      signIn,
      messages,
      ways,
      pages,
      hasPasskeys,
      usePasskey: () => account.usePasskey(),
      showsPassword,
      showPassword: (shown) => (this.showsPassword = shown),
    };
  }

  /** The state closes it, and with that the drawing. */
  readonly #cancel = (event: Event): void => {
    event.preventDefault();
    this.#controller.widget?.account?.close();
  };
}
