import { html, nothing, type TemplateResult } from 'lit';
import { renderOwnComment } from './comments.ts';
import { renderButton, renderFailure, type MemberPage } from './member-page.ts';

/** Draws what was posted as a guest under the member's address, to be made their own. */
export function renderEarlier(page: MemberPage): TemplateResult {
  const { membership: { earlier }, messages } = page;
  const { comments, chosen, asking, claimed } = earlier;
  const done = claimed === null ? nothing : html`<p class="done">${messages.claimed(claimed)}</p>`;
  const failure = renderFailure(asking, messages);
  if (!comments) {
    return html`${asking.isBusy ? html`<p class="muted" role="status">${messages.loading}</p>` : nothing} ${failure}
      ${asking.failure ? renderButton(messages.retry, () => void earlier.load()) : nothing}`;
  }
  if (!comments.length) return html`${done}${claimed === null ? html`<p>${messages.noEarlier}</p>` : nothing}`;
  const claim = async (event: Event) => {
    event.preventDefault();
    if (!(await earlier.claim())) return;
    page.say(messages.claimed(earlier.claimed!));
    page.focus('[role=tabpanel]');
  };
  const leave = () => {
    earlier.leave();
    page.say(messages.notClaimed);
    page.focus('[role=tabpanel]');
  };
  return html`${done}
    <form class="sheet" @submit=${claim}>
      <fieldset class="tickable">
        <legend>${messages.earlierNote}</legend>
        <ul role="list" class="mine">
          ${comments.map((own) => {
            const { id } = own.comment;
            const change = (event: Event) => earlier.choose(id, (event.target as HTMLInputElement).checked);
            const name = `member-earlier-${id.replace(/\s/g, '_')}`;
            return html`<li class="tick">
              <input type="checkbox" aria-labelledby=${name} .checked=${chosen.has(id)} @change=${change} />
              <div id=${name}>${renderOwnComment(own, page)}</div>
            </li>`;
          })}
        </ul>
      </fieldset>
      ${failure}
      <div class="row">
        ${renderButton(messages.notMine, leave, { isBusy: asking.isBusy })}
        <button part="submit" type="submit" aria-disabled=${asking.isBusy || !chosen.size} aria-busy=${asking.isBusy}><span>${messages.claim(chosen.size)}</span></button>
      </div>
    </form>`;
}
