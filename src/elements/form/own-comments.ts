import { html, nothing, type TemplateResult } from 'lit';
import type { CommentView } from '../../contract/comment.ts';
import type { FormMessages } from '../../i18n/messages.ts';
import type { OutboxEntry } from '../../state/outbox.ts';
import type { Writing } from '../../state/writing.ts';
import { renderLine } from './line.ts';

/** Done about a comment that did not arrive. */
type Deed = (entry: OutboxEntry) => unknown;

/** Draws what this reader sent and the list does not show yet: what became of each, and what can be done about it. */
export function renderOwn(
  entries: readonly OutboxEntry[],
  { own }: Pick<Writing, 'own'>,
  messages: FormMessages,
  now: number,
  again: Deed,
  takeBack: Deed,
): TemplateResult | typeof nothing {
  if (!entries.length) return nothing;
  const one = (entry: OutboxEntry) => {
    const isStuck = entry.state !== 'sending' && entry.state !== 'sent';
    return html`<li data-state=${entry.state}>
      <diwan-comment .comment=${viewOf(entry, own?.find(entry.id) ?? entry.view, now)} .messages=${messages} .now=${now} .exact=${true}></diwan-comment>
      ${renderLine('state', statusOf(entry, messages), isStuck ? [[messages.sendAgain, () => again(entry)], [messages.takeBack, () => takeBack(entry)]] : [])}
    </li>`;
  };
  return html`<section part="own" class="own" aria-label=${messages.yours}>
    <ol role="list">${entries.map(one)}</ol>
  </section>`;
}

/** The comment as the backend answered it last, or as it was typed. */
function viewOf({ id, comment }: OutboxEntry, view: CommentView | null, now: number): CommentView {
  return {
    id,
    parentId: comment.parentId,
    author: { id: null, name: comment.guest?.name ?? null, kind: 'guest', picture: null },
    body: comment.body,
    createdAt: new Date(now).toISOString(),
    editedAt: null,
    replyCount: 0,
    can: { reply: false, edit: false, remove: false },
    ...view,
    state: 'published',
  };
}

/** What became of a comment, in one sentence. */
export function statusOf({ state, code, view }: OutboxEntry, messages: FormMessages): string {
  if (state === 'sent') {
    if (view?.state === 'held') return messages.sentHeld;
    return view?.state === 'accepted' ? messages.sentAccepted : messages.sent;
  }
  if (state === 'sending') return messages.sending;
  if (state === 'unsure') return messages.unsure;
  const reason = code ? messages.errors[code] ?? messages.errors.unavailable : '';
  if (state === 'refused') return `${messages.refused} ${reason}`;
  if (code === 'offline') return messages.waitingOffline;
  if (code === 'unauthenticated') return messages.waitingSignIn;
  return code ? `${reason} ${messages.waiting}` : messages.sending;
}
