import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { widgetContext } from '../context/widget-context.ts';
import type { Widget } from '../state/widget.ts';

/** Ties a room to its widget: from connection to disconnection it draws again whenever the widget changes. */
export class WidgetController implements ReactiveController {
  readonly #host: LitElement;
  readonly #consumer: ContextConsumer<typeof widgetContext, LitElement>;
  #unfollow: (() => void) | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.#consumer = new ContextConsumer(host, { context: widgetContext });
    host.addController(this);
  }

  /** The widget around the room; `undefined` outside of any. */
  get widget(): Widget | undefined {
    return this.#consumer.value;
  }

  hostConnected(): void {
    this.#unfollow = this.widget?.subscribe(() => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#unfollow?.();
  }
}
