import { html, nothing, type TemplateResult } from 'lit';
import type { FormMessages } from '../../i18n/messages.ts';
import type { Draft } from '../../state/drafts.ts';
import { renderLine, type Action } from './line.ts';

/** What can be said about a draft, and done. */
export type DraftWords = Pick<Draft, 'restored' | 'discarded' | 'other' | 'discard' | 'undoDiscard' | 'takeOther' | 'keepMine'>;

/**
 * Draws what there is to say about the draft: that it was restored, discarded, differs in another
 * tab, or will not last.
 *
 * @param focus brings the reader back to the text after a button is gone.
 */
export function renderDraftLines(draft: DraftWords, isFleeting: boolean, messages: FormMessages, focus: () => void): TemplateResult {
  const { restored, discarded, other } = draft;
  const line = (text: string, ...actions: readonly Action[]) =>
    renderLine('draft', text, actions.map(([label, act]) => [label, () => (act(), focus())]));
  return html`
    ${isFleeting ? line(messages.notLasting) : nothing}
    ${restored ? line(messages.draftRestored, [messages.draftDiscard, () => draft.discard()]) : nothing}
    ${discarded && !restored ? line(messages.draftDiscarded, [messages.undo, () => draft.undoDiscard()]) : nothing}
    ${other === null
      ? nothing
      : html`<div>
          ${line(messages.draftElsewhere, [messages.takeOther, () => draft.takeOther()], [messages.keepMine, () => draft.keepMine()])}
          <blockquote dir="auto">${other}</blockquote>
        </div>`}
  `;
}
