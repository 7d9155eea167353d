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
      const select = event.target as HTMLSelectElement;
      const isGranted = this.dispatchEvent(new ListRequest({ to: 'sort', sort: select.value as Sort }));
      if (!isGranted) select.value = thread.view.sort;
    };
    return html`<select part="sort" aria-label=${messages.sort} @change=${choose}>
      ${sorts.map((sort) => html`<option value=${sort} ?selected=${sort === thread.view.sort}>${messages[sort]}</option>`)}
    </select>`;
  }
}
