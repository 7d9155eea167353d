import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { loadProfileMessages } from '../../i18n/profile-locales.ts';
import type { ProfileMessages } from '../../i18n/membership-messages.ts';
import type { Visit } from '../../state/visit.ts';
import { groundOf } from '../ground.ts';
import { Room } from '../room.ts';
import { renderProfileCard } from './card.ts';

/**
 * @summary What everybody may see of a member, on a small sheet beside their name.
 * @csspart profile - The sheet.
 * @csspart profile-card - What stands on it.
 * @csspart portrait - The member's picture, or the first letter of their name.
 * @csspart button - The button that closes it.
 */
export class DiwanProfile extends Room {
  readonly #controller = new WidgetController(this);
  #visit: Visit | null = null;
  #name: HTMLElement | null = null;
  #messages: ProfileMessages | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  /** Opens the sheet beside a name. */
  async show(visit: Visit, name: HTMLElement): Promise<void> {
    this.#end();
    this.#visit = visit;
    this.#name = name;
    visit.subscribe(() => this.requestUpdate());
    this.#messages = await loadProfileMessages(this.#controller.widget?.messages?.lang ?? 'en');
    this.requestUpdate();
    await this.updateComplete;
    const sheet = this.querySelector('dialog');
    if (!sheet || !this.isConnected || visit !== this.#visit) return;
    sheet.style.setProperty('--ground', groundOf((this.getRootNode() as ShadowRoot).host));
    if (!('showPopover' in sheet)) return (sheet as HTMLDialogElement).showModal();
    // It closes itself, when the reader presses elsewhere, only after this press is over.
    if (sheet.matches(':popover-open')) sheet.hidePopover();
    const { scrollX: left, scrollY: top } = window;
    placeBeside(sheet, name);
    sheet.showPopover();
    // It takes the focus by itself, before it has its place, and the page may be scrolled by that.
    scrollTo({ left, top, behavior: 'instant' });
    this.#place();
    sheet.querySelector('button')!.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages: reading } = this.#controller.widget ?? {};
    const messages = this.#messages;
    const visit = this.#visit;
    if (!messages || !reading || !visit) return nothing;
    const { profile, name } = visit;
    return html`<dialog
      part="profile"
      class="profile"
      popover="auto"
      lang=${reading.lang}
      dir=${reading.dir}
      aria-label=${messages.aboutMember(name)}
      @beforetoggle=${(event: ToggleEvent) => event.newState === 'closed' && this.#leave()}
      @close=${this.#leave}
    >
      <div aria-live="polite">
        ${typeof profile === 'object'
          ? renderProfileCard(profile, messages)
          : html`<p>${profile === 'loading' ? messages.profileLoading : profile === 'gone' ? messages.profileGone : messages.profileFailed}</p>`}
      </div>
      <div class="row"><button part="button" type="button" @click=${this.#close}>${messages.close}</button></div>
    </dialog>`;
  }

  /** What came meanwhile may need more room. */
  protected override updated(_changed: PropertyValues): void {
    this.#place();
  }

  #place(): void {
    const sheet = this.querySelector('dialog');
    if (this.#name && sheet && 'showPopover' in sheet && sheet.matches(':popover-open')) placeBeside(sheet, this.#name);
  }

  readonly #close = (): void => {
    const sheet = this.querySelector('dialog')!;
    if ('hidePopover' in sheet && sheet.matches(':popover-open')) sheet.hidePopover();
    else sheet.close();
  };

  /** Whoever was in it is brought back to the name. */
  readonly #leave = (): void => {
    this.#visit?.close();
    if (this.contains((this.getRootNode() as ShadowRoot).activeElement)) queueMicrotask(() => this.#name?.focus({ preventScroll: true }));
  };

  #end(): void {
    this.#visit?.close();
    this.#visit = null;
  }
}

/** Below the name or above it, wherever there is room, and never beyond the window's edge. It moves with the page. */
function placeBeside(sheet: HTMLElement, name: HTMLElement): void {
  const beside = name.getBoundingClientRect();
  const { width, height } = sheet.getBoundingClientRect();
  const isRtl = getComputedStyle(sheet).direction === 'rtl';
  const left = Math.max(8, Math.min(isRtl ? beside.right - width : beside.left, document.documentElement.clientWidth - width - 8));
  const isBelow = beside.bottom + height + 8 < innerHeight || beside.top < height + 8;
  // With what it says growing upwards above, and downwards below.
  sheet.style.left = `${left + scrollX}px`;
  sheet.style.top = isBelow ? `${beside.bottom + 4 + scrollY}px` : 'auto';
  sheet.style.bottom = isBelow ? 'auto' : `${innerHeight - beside.top + 4 - scrollY}px`;
}
