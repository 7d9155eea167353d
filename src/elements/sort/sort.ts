import { html, nothing, type TemplateResult } from 'lit';
import type { Sort } from '../../contract/thread.ts';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { withTurning } from '../../i18n/en/turning.ts';
import { ListRequest } from '../../controllers/events.ts';
import { Room } from '../room.ts';

/**
 * @summary The choice of order, where the backend has more than one.
 * @csspart sort - The choice.
 */
export class DiwanSort extends Room {
  readonly #controller = new WidgetController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { messages: reading, thread } = this.#controller.widget ?? {};
    const sorts = thread?.adapter.facts.sorts ?? [];
    if (!reading || !thread?.page || sorts.length < 2 || (thread.total ?? 2) < 2) return nothing;
    const messages = withTurning(reading);
    const choose = (event: Event) => {
      const isGranted = this.dispatchEvent(new ListRequest({ to: 'sort', sort: (event.target as HTMLSelectElement).value as Sort }));
      if (!isGranted) this.requestUpdate();
    };
    return html`<select part="sort" aria-label=${messages.sort} @change=${choose}>
      ${sorts.map((sort) => html`<option value=${sort}>${messages[sort]}</option>`)}
    </select>`;
  }

  /** The choice says what is read, although the reader chose otherwise and was refused or could not be given it. */
  protected override updated(): void {
    const select = this.querySelector('select');
    if (select) select.value = this.#controller.widget!.thread!.view.sort;
  }
}
