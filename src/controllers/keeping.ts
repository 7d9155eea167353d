import type { ReactiveController } from 'lit';
import type { ThreadPage } from '../contract/thread.ts';
import { originOf } from '../state/amending.ts';
import { savePreferences } from '../state/save-preferences.ts';
import { Keepsakes } from '../state/keepsakes.ts';
import { OwnComments } from '../state/own.ts';
import type { ThreadStore } from '../state/thread.ts';
import type { Writing } from '../state/writing.ts';
import type { TurningHost } from './turning.ts';

/** Ties what readers may do with their own comments to the life of a widget, and begins anew with each thread. */
export class Keeping implements ReactiveController {
  readonly #host: TurningHost;
  #thread: ThreadStore | null = null;
  #writing: Writing | null = null;
  /** Whose comments of which page were asked for. */
  #asked: { readonly page: ThreadPage | null; readonly member: string | null } = { page: null, member: null };
  #end = (): void => undefined;

  constructor(host: TurningHost) {
    this.#host = host;
    host.addController(this);
    host.requestUpdate();
  }

  hostUpdate(): void {
    const { thread, writing } = this.#host.widget;
    if (thread !== this.#thread || writing !== this.#writing) this.#begin(thread, writing);
    const own = this.#writing?.own;
    own?.apply();
    if (own && thread) this.#recognise(own, thread);
  }

  hostDisconnected(): void {
    // What is only moved in the page goes on.
    queueMicrotask(() => this.#host.isConnected || this.#begin(null, null));
  }

  /** A member's own comments are known by their author, on each page that is turned to. */
  #recognise(own: OwnComments, { page }: ThreadStore): void {
    const origin = page && originOf(page);
    const member = this.#member;
    const before = this.#asked;
    if (origin === before.page && member === before.member) return;
    this.#asked = { page: origin, member };
    // Once this drawing is over, since it draws again.
    queueMicrotask(() => {
      if (before.member && before.member !== member) own.forgetMembers(before.member);
      void own.loadMembers().catch((thrown: unknown) => own.isClosed || console.error('Dîwan:', thrown));
    });
  }

  get #member(): string | null {
    const { account, member, thread } = this.#host.widget;
    // Whom the device only remembers the backend does not know yet.
    return (account?.session.view ? member : thread?.page?.viewer)?.id ?? null;
  }

  #begin(thread: ThreadStore | null, writing: Writing | null): void {
    this.#end();
    this.#end = () => undefined;
    this.#thread = thread;
    this.#writing = writing;
    this.#asked = { page: null, member: null };
    // What the backend can do it says with its first page.
    if (!thread?.page || !writing) return void (this.#thread = null);
    if (!thread.adapter.own) return;
    const { backend, records, drafts } = writing;
    const keepsakes = new Keepsakes(records, backend);
    const own = (writing.own = new OwnComments({
      thread,
      backend,
      keepsakes,
      drafts,
      viewer: () => (this.#host.widget.member ?? thread.page?.viewer)?.id ?? null,
      doubt: () => void this.#host.widget.account?.session.check(),
      channel: drafts.options.channel,
    }));
    const unfollow = writing.outbox.subscribe(() => this.#look(own, thread, writing));
    this.#end = () => {
      unfollow();
      own.close();
      writing.own = null;
    };
    this.#look(own, thread, writing);
    void own.load().catch((thrown: unknown) => console.error('Dîwan:', thrown));
  }

  /** What was sent is the reader's own, as the backend answered it; and the next page is to know that there is something. */
  #look(own: OwnComments, { ref }: ThreadStore, { outbox }: Writing): void {
    for (const { id, view } of outbox.entries(ref)) {
      if (!view || own.find(id) !== undefined) continue;
      own.confirm(view, id);
      // It was signed as it was sent; a backend may call it otherwise.
      if (view.id !== id) void own.sign(view.id);
      savePreferences(this.#host.texts, { own: this.#host.widget.now() });
    }
  }
}
