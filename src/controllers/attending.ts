import type { ReactiveController } from 'lit';
import { Attendance, type AttendingOptions } from './attendance.ts';
import type { TurningHost } from './turning.ts';

/** Ties who is signed in, and how they sign in, to the life of a widget; begins anew with each backend. */
export class Attending implements ReactiveController {
  readonly #host: TurningHost;
  readonly #options: AttendingOptions;
  #attended: Attendance | null = null;

  constructor(host: TurningHost, options: AttendingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    host.requestUpdate();
  }

  hostUpdate(): void {
    const { thread } = this.#host.widget;
    // What the backend can do it says with its first page.
    if (thread?.page && thread.adapter.session && thread.adapter !== this.#attended?.session.adapter) {
      this.#attended?.end();
      this.#attended = new Attendance(this.#host, thread, this.#options);
    }
    this.#attended?.update();
  }

  hostDisconnected(): void {
    // What is only moved in the page goes on.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#attended?.end();
      this.#attended = null;
    });
  }
}
