import { html, nothing, type TemplateResult } from 'lit';
import { WidgetController } from '../../controllers/widget-controller.ts';
import { Room } from '../room.ts';

/** @summary Where readers write: what is said in place of the form, who writes, and the form once it is there. */
export class DiwanDesk extends Room {
  readonly #controller = new WidgetController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { widget } = this.#controller;
    if (!widget) return nothing;
    const { thread, writing } = widget;
    const canWrite = thread?.page?.thread.can.comment && thread.adapter.session;
    return html`<diwan-notice about="desk"></diwan-notice>${canWrite ? html`<diwan-account></diwan-account>` : nothing}${writing ? html`<diwan-form></diwan-form>` : nothing}`;
  }
}
