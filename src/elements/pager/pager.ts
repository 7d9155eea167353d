import { html, nothing, type TemplateResult } from 'lit';
import type { ThreadPosition } from '../../contract/thread.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withTurning } from '../../i18n/en/turning.ts';
import { pageNumbers } from '../../state/page-numbers.ts';
import type { ThreadStore } from '../../state/thread.ts';
import { ListRequest } from '../../controllers/events.ts';
import { Room } from '../room.ts';

/** The sizes a reader can choose, beside the one the owner set. */
const sizes = [10, 25, 50, 100];

/**
 * @summary Leads from page to page: by number where the backend has numbers, else to the previous and the next.
 * @csspart pager - The whole pager.
 * @csspart page - A link to a page, or the button that leads to one without a number; `page current` is the page shown.
 * @csspart page-size - The choice of how many comments a page has.
 */
export class DiwanPager extends Room {
  readonly #controller = new WidgetController(this);
  #next: ThreadPosition | null = null;
  readonly #sight = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) this.#expect(this.#next);
    },
    { rootMargin: '50%' },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  /** Observes anew after each drawing, since only a beginning is told: a pager that stays in sight fetches each next page. */
  protected override updated(): void {
    const select = this.querySelector('select');
    // As it is read, although the reader chose otherwise and was refused or could not be given it.
    if (select) select.value = `${this.#thread!.view.size}`;
    this.#sight.disconnect();
    if (this.isConnected) this.#sight.observe(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages: reading, thread, hrefOf } = this.#controller.widget ?? {};
    const page = thread?.page;
    if (!reading || !page || !hrefOf) return nothing;
    const messages = withTurning(reading);
    const { number, pageCount } = page;
    const isNumbered = number !== null && pageCount !== null;
    const to = (wish: number) => (wish > 0 && wish <= pageCount! && wish !== number ? { page: wish } : null);
    const behind = (cursor: string | null) => (cursor === null ? null : { cursor });
    const item = (text: TemplateResult | string, label: string, at: { readonly page: number } | null, isCurrent = false) => html`<li
      class=${typeof text === 'string' ? 'numbered' : ''}
    >
      <a
        part=${isCurrent ? 'page current' : 'page'}
        role="link"
        aria-label=${label}
        title=${label}
        aria-current=${isCurrent ? 'page' : nothing}
        aria-disabled=${at || isCurrent ? nothing : 'true'}
        href=${at ? hrefOf(at.page) : nothing}
        .at=${at}
        @click=${this.#turn}
        >${text}</a
      >
    </li>`;
    const arrow = (sign: string, label: string, page: number) => item(html`<span class="arrow">${sign}</span>`, label, to(page));
    const numbered = (page: number | null) =>
      page === null ? html`<li class="gap" aria-hidden="true">…</li>` : item(messages.number(page), messages.page(page), to(page), page === number);
    // A place that has no number has no address either: a button leads there, and no link that could be opened elsewhere.
    const step = (label: string, at: ThreadPosition | null) => html`<li>
      <button part="page" type="button" aria-disabled=${at ? nothing : 'true'} .at=${at} @click=${this.#turn}>${label}</button>
    </li>`;
    const previous = isNumbered ? to(number - 1) : behind(page.previous);
    const next = (this.#next = isNumbered ? to(number + 1) : behind(page.next));
    const { paging, maxPageSize } = thread.adapter.facts;
    const choices = [...new Set([...sizes, thread.view.size])].filter((size) => size <= maxPageSize).sort((a, b) => a - b);
    const hasChoice = paging !== 'whole' && (previous || next || (thread.total ?? 0) > choices[0]!);
    return html`${previous || next
      ? html`<nav part="pager" class="pager" aria-label=${messages.pages} @pointerover=${this.#approach} @focusin=${this.#approach}>
          <ul role="list">
            ${isNumbered
              ? html`${arrow('«', messages.first, 1)} ${arrow('‹', messages.previous, number - 1)} ${pageNumbers(number, pageCount).map(numbered)}
                ${arrow('›', messages.next, number + 1)} ${arrow('»', messages.last, pageCount)}`
              : html`${step(messages.previous, previous)} ${step(messages.next, next)}`}
          </ul>
        </nav>`
      : nothing}
    ${hasChoice
      ? html`<label class="choice"
          >${messages.pageSize}
          <select part="page-size" @change=${this.#resize}>
            ${choices.map((size) => html`<option value=${size}>${messages.number(size)}</option>`)}
          </select></label
        >`
      : nothing}`;
  }

  get #thread(): ThreadStore | null | undefined {
    return this.#controller.widget?.thread;
  }

  #turn(event: MouseEvent): void {
    const { at, href } = event.currentTarget as Leading;
    // How a link is opened elsewhere is the browser's affair.
    if (href && (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    event.preventDefault();
    if (at) this.dispatchEvent(new ListRequest({ to: 'turn', at }));
  }

  #resize(event: Event): void {
    const isGranted = this.dispatchEvent(new ListRequest({ to: 'resize', size: Number((event.target as HTMLSelectElement).value) }));
    if (!isGranted) this.requestUpdate();
  }

  /** Fetches a page when the pointer or the focus comes to what leads there. */
  #approach({ target }: Event): void {
    const { at } = ((target as Element).closest('[part~=page]') ?? {}) as Partial<Leading>;
    this.#expect(at ?? null);
  }

  /** Fetches a page that is likely to be asked for. Not while another is on its way: it may be in another order, where this place is elsewhere. */
  #expect(at: ThreadPosition | null): void {
    const thread = this.#thread;
    if (at && thread && !thread.isLoading) thread.fetch(at);
  }
}

/** A link or a button that knows where it leads, cursors included. */
interface Leading extends HTMLElement {
  at: ThreadPosition | null;
  /** Of a link that leads somewhere. */
  readonly href?: string;
}
