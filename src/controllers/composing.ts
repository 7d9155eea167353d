import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { newCommentId, type CommentId } from '../contract/ids.ts';
import { normalizeName, normalizeText } from '../contract/rules.ts';
import type { GuestIdentity, NewComment } from '../contract/comment.ts';
import type { ThreadRef } from '../contract/thread.ts';
import { draftPrefix } from '../state/draft-records.ts';
import type { Draft } from '../state/drafts.ts';
import type { OutboxEntry, OutboxState } from '../state/outbox.ts';
import type { ThreadStore } from '../state/thread.ts';
import { beside } from '../state/tree.ts';
import type { Widget } from '../state/widget.ts';
import type { Writing } from '../state/writing.ts';

/** What a form works on, until thread or outbox is another. */
interface Desk {
  readonly thread: ThreadStore;
  readonly writing: Writing;
  readonly draft: Draft;
  readonly unfollow: () => void;
}

/** Ties a form to its draft and to the outbox for as long as it is connected, and begins anew when the thread is another. */
export class Composing implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #widget: () => Widget | undefined;
  readonly #settled: (entry: OutboxEntry) => void;
  /** How each entry stood when it was last looked at. */
  readonly #known = new Map<CommentId, OutboxState>();
  #desk: Desk | null = null;

  /** @param settled is told once of each comment that was sent, refused or is in doubt. */
  constructor(host: ReactiveControllerHost & Element, widget: () => Widget | undefined, settled: (entry: OutboxEntry) => void) {
    this.#host = host;
    this.#widget = widget;
    this.#settled = settled;
    host.addController(this);
  }

  /** The id of the member who writes; `null` for a guest. */
  get viewer(): string | null {
    const { member, thread } = this.#widget() ?? {};
    return (member ?? thread?.page?.viewer)?.id ?? null;
  }

  /** The unsent text; `null` before there is a thread. */
  get draft(): Draft | null {
    return this.#desk?.draft ?? null;
  }

  /** What this reader sent to the thread and the list does not show. */
  get entries(): readonly OutboxEntry[] {
    const { thread, writing } = this.#desk ?? {};
    const entries = beside(thread?.page, this.#sent);
    return writing?.own?.complete(entries) ?? entries;
  }

  hostUpdate(): void {
    const { thread, writing } = this.#widget() ?? {};
    const desk = this.#desk;
    const key = thread && writing && { backend: writing.backend, site: thread.ref.site, thread: thread.ref.key, parent: null, viewer: this.viewer };
    // What a guest was writing may be the member's meanwhile, who they became: then the same draft goes by another key.
    if (desk && key && thread === desk.thread && writing === desk.writing && desk.draft.prefix === draftPrefix(key)) return;
    this.#close();
    if (!key) return;
    const draft = writing.drafts.open(key);
    draft.subscribe(() => this.#host.requestUpdate());
    const unfollow = writing.outbox.subscribe(() => this.#look());
    this.#desk = { thread, writing, draft, unfollow };
    this.#look();
  }

  hostDisconnected(): void {
    // What is only moved in the page keeps its draft, and with it what was discarded.
    queueMicrotask(() => this.#host.isConnected || this.#close());
  }

  #close(): void {
    this.#desk?.unfollow();
    this.#desk?.draft.close();
    this.#desk = null;
  }

  /**
   * Hands the text to the outbox and empties the draft, in one transaction. Resolves once it is stored; only then is the form emptied.
   *
   * @param guest who the guest says they are; `null` for a member.
   */
  async send(guest: GuestIdentity | null): Promise<void> {
    const { draft, writing, thread } = this.#desk!;
    const ref = placed(thread.ref);
    const sent = draft.text;
    const comment: NewComment = {
      id: newCommentId(),
      parentId: null,
      body: { format: 'text', text: normalizeText(sent) },
      guest: guest && { name: normalizeName(guest.name ?? '') || null, email: guest.email?.trim() || null },
    };
    const guestKey = guest ? await writing.own?.sign(comment.id) : undefined;
    await draft.flush();
    await writing.outbox.add(ref, comment, draft.recordKey, guestKey, this.#widget()?.member?.id);
    // What was typed while it was being stored is the next comment's.
    draft.write(draft.text.startsWith(sent) ? draft.text.slice(sent.length) : draft.text);
    draft.dismiss();
  }

  /** Sends again what waits, was refused or is in doubt. */
  readonly again = ({ id }: OutboxEntry): void => {
    void this.#desk?.writing.outbox.retry(id);
  };

  /** Moves a comment that did not arrive back into the draft, behind what stands there. Answers it, or `null` where it is being sent. */
  async takeBack(entry: OutboxEntry): Promise<NewComment | null> {
    const { draft, writing } = this.#desk!;
    const before = draft.text;
    draft.write(before.trim() ? `${before}\n\n${entry.comment.body.text}` : entry.comment.body.text);
    await draft.flush();
    const taken = await writing.outbox.takeBack(entry.id);
    if (!taken) draft.write(before);
    return taken;
  }

  get #sent(): readonly OutboxEntry[] {
    return this.#desk ? this.#desk.writing.outbox.entries(this.#desk.thread.ref) : [];
  }

  #look(): void {
    for (const entry of this.#sent) {
      const { id, state } = entry;
      const isNews = state !== this.#known.get(id);
      this.#known.set(id, state);
      if (!isNews || state === 'waiting' || state === 'sending') continue;
      // What the list shows is counted there: this may be the answer to an attempt of an earlier page.
      if (entry.view?.state === 'published' && this.entries.includes(entry)) this.#desk?.thread.confirm(id);
      this.#settled(entry);
    }
    this.#host.requestUpdate();
  }
}

/** The thread with the page's present address and title, which the backend may show elsewhere. */
function placed(ref: ThreadRef): ThreadRef {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href;
  const url = (canonical || location.href).replace(/#.*/s, '');
  return { ...ref, url: url.length > 2000 ? null : url, title: document.title.slice(0, 500) || null };
}
