import { html, nothing, type TemplateResult } from 'lit';
import type { OwnCommentView } from '../../contract/account.ts';
import type { KeptText } from '../../state/kept-texts.ts';
import { renderLine } from '../form/line.ts';
import { renderButton, renderFailure, type MemberPage } from './member-page.ts';

/** Draws what the member wrote: what they posted, over all threads, and what they began on this device. */
export function renderComments(page: MemberPage): TemplateResult {
  const { membership: { comments }, messages } = page;
  const { loading, isLoaded } = comments;
  const more = async () => {
    const count = comments.comments.length;
    if (await comments.loadMore()) page.focus(`.mine > li:nth-child(${count + 1}) a, .mine > li:nth-child(${count + 1})`);
  };
  return html`${isLoaded && !comments.comments.length ? html`<p>${messages.noComments}</p>` : nothing}
    <ol role="list" class="mine">
      ${comments.comments.map((own) => html`<li tabindex="-1">${renderOwnComment(own, page)}</li>`)}
    </ol>
    ${loading.isBusy ? html`<p class="muted" role="status">${messages.loading}</p>` : nothing} ${renderFailure(loading, messages)}
    ${comments.hasMore || loading.failure ? renderButton(loading.failure ? messages.retry : messages.more, more, { isBusy: loading.isBusy, key: 'more' }) : nothing}
    ${renderDrafts(page)}`;
}

/** Draws one of the member's comments with where it stands. */
export function renderOwnComment({ comment, thread }: OwnCommentView, { messages, reading, now }: MemberPage): TemplateResult {
  const title = thread.title ?? messages.untitled;
  const then = Date.parse(comment.createdAt);
  return html`<p class="where">${isPage(thread.url) ? html`<a href=${thread.url!} dir="auto">${title}</a>` : html`<bdi>${thread.title ?? thread.key}</bdi>`}</p>
    <p class="excerpt" dir="auto">${comment.body.text}</p>
    <p class="muted">
      <time datetime=${comment.createdAt} title=${reading.exact(then)}>${reading.ago(then, now)}</time>${comment.parentId ? html` · ${messages.reply}` : nothing}${comment.editedAt
        ? html` · ${messages.edited}`
        : nothing}${comment.state === 'held' ? html` · <strong>${messages.held}</strong>` : nothing}
    </p>`;
}

function renderDrafts(page: MemberPage): TemplateResult {
  const { membership: { texts }, messages } = page;
  const { discarded } = texts;
  const undo = async () => {
    await texts.undo();
    page.focus('.drafts li button, .drafts li a');
  };
  return html`<section class="drafts" aria-labelledby="member-drafts">
    <h4 id="member-drafts">${messages.drafts}</h4>
    <p class="muted">${messages.draftsNote}</p>
    ${discarded ? renderLine('draft', messages.discarded, [[messages.undo, () => void undo()]]) : nothing}
    ${texts.list.length ? html`<ul role="list" class="mine">${texts.list.map((text) => html`<li>${renderDraft(text, page)}</li>`)}</ul>` : discarded ? nothing : html`<p>${messages.noDrafts}</p>`}
  </section>`;
}

function renderDraft(text: KeptText, page: MemberPage): TemplateResult {
  const { membership: { texts }, messages, reading, now } = page;
  const discard = async () => {
    await texts.discard(text);
    page.say(messages.discarded);
    page.focus('.drafts .line button');
  };
  return html`<p class="where">${text.isHere ? nothing : html`<bdi>${text.thread}</bdi>`}</p>
    <p class="excerpt" dir="auto">${text.text}</p>
    <p class="muted">
      <time datetime=${new Date(text.savedAt).toISOString()} title=${reading.exact(text.savedAt)}>${reading.ago(text.savedAt, now)}</time>${text.isEdit ? html` · ${messages.draftEdit}` : text.parent ? html` · ${messages.reply}` : nothing}
    </p>
    <p class="line">
      ${text.isHere ? renderButton(messages.draftHere, () => page.write()) : text.url ? html`<a href=${text.url}>${messages.draftThere}</a>` : nothing}
      ${text.isOpen ? nothing : renderButton(messages.discard, discard)}
    </p>`;
}

/** Whether it leads to a page and runs nothing. */
function isPage(url: string | null): boolean {
  return url !== null && /^https?:\/\//i.test(url);
}
