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
 * @csspart page - A link to a page; `page current` is the page shown.
 * @csspart page-size - The choice of how many comments a page has.
 */
export class DiwanPager extends Room {
  readonly #controller = new WidgetController(this);
  #next: ThreadPosition | null = null;
  readonly #sight = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting && this.#next) this.#thread?.fetch(this.#next);
    },
    { rootMargin: '50%' },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sight.disconnect();
  }

  /** Observes anew after each drawing, since only a beginning is told: a pager that stays in sight fetches each next page. */
  protected override updated(): void {
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
    const to = (wish: number, cursor: string | null): ThreadPosition | null =>
      isNumbered ? (wish > 0 && wish <= pageCount && wish !== number ? { page: wish } : null) : cursor === null ? null : { cursor };
    const item = (text: TemplateResult | string, label: string, at: ThreadPosition | null, isCurrent = false) => html`<li
      class=${typeof text === 'string' ? 'numbered' : ''}
    >
      <a
        part=${isCurrent ? 'page current' : 'page'}
        role="link"
        aria-label=${label}
        title=${label}
        aria-current=${isCurrent ? 'page' : nothing}
        aria-disabled=${at || isCurrent ? nothing : 'true'}
        href=${at ? ('page' in at ? hrefOf(at.page) : '') : nothing}
        .at=${at}
        @click=${this.#turn}
        >${text}</a
      >
    </li>`;
    const arrow = (sign: string, label: string, at: ThreadPosition | null) => item(html`<span class="arrow">${sign}</span>`, label, at);
    const numbered = (page: number | null) =>
      page === null
        ? html`<li class="gap" aria-hidden="true">…</li>`
        : item(messages.number(page), messages.page(page), to(page, null), page === number);
    const previous = to(number! - 1, page.previous);
    const next = (this.#next = to(number! + 1, page.next));
    const { paging, maxPageSize } = thread.adapter.facts;
    const choices = [...new Set([...sizes, thread.view.size])].filter((size) => size <= maxPageSize).sort((a, b) => a - b);
    const hasChoice = paging !== 'whole' && (previous || next || (thread.total ?? 0) > choices[0]!);
    return html`${previous || next
      ? html`<nav part="pager" class="pager" aria-label=${messages.pages} @pointerover=${this.#approach} @focusin=${this.#approach}>
          <ul role="list">
            ${isNumbered ? arrow('«', messages.first, to(1, null)) : nothing} ${arrow('‹', messages.previous, previous)}
            ${isNumbered ? pageNumbers(number, pageCount).map(numbered) : nothing} ${arrow('›', messages.next, next)}
            ${isNumbered ? arrow('»', messages.last, to(pageCount, null)) : nothing}
          </ul>
        </nav>`
      : nothing}
    ${hasChoice
      ? html`<label class="choice"
          >${messages.pageSize}
          <select part="page-size" @change=${this.#resize}>
            ${choices.map((size) => html`<option value=${size} ?selected=${size === thread.view.size}>${messages.number(size)}</option>`)}
          </select></label
        >`
      : nothing}`;
  }

  get #thread(): ThreadStore | null | undefined {
    return this.#controller.widget?.thread;
  }

  #turn(event: MouseEvent): void {
    const { at } = event.currentTarget as PageLink;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (at) this.dispatchEvent(new ListRequest({ to: 'turn', at }));
  }

  #resize(event: Event): void {
    const select = event.target as HTMLSelectElement;
    const isGranted = this.dispatchEvent(new ListRequest({ to: 'resize', size: Number(select.value) }));
    if (!isGranted) select.value = `${this.#thread!.view.size}`;
  }

  /** Fetches a page when the pointer or the focus comes to its link. */
  #approach({ target }: Event): void {
    const { at } = ((target as Element).closest('a') ?? {}) as Partial<PageLink>;
    if (at) this.#thread?.fetch(at);
  }
}

/** A link that knows where it leads, cursors included. */
interface PageLink extends HTMLAnchorElement {
  at: ThreadPosition | null;
}
