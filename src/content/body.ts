import { html, type TemplateResult } from 'lit';
import type { CommentBody } from '../contract/comment.ts';

/**
 * Draws what a comment says. The only place where a stranger's words become part of a page, and
 * they become text there, never markup. Each paragraph takes the direction of its own first letter.
 */
export function renderBody(body: CommentBody): TemplateResult {
  return html`<div part="text" class="text" dir="auto">${body.text}</div>`;
}
