import { html, nothing, type TemplateResult } from 'lit';
import type { ProfileView } from '../../contract/account.ts';
import type { ProfileMessages } from '../../i18n/membership-messages.ts';
import { renderPortrait } from '../membership/portrait.ts';

/** Draws what everybody may see of a member. What they hide is not there. */
export function renderProfileCard({ viewer, about, comments, since }: ProfileView, messages: ProfileMessages): TemplateResult {
  const facts = [since === null ? null : messages.memberSince(messages.day(Date.parse(since))), comments === null ? null : messages.memberComments(comments)];
  return html`<div part="profile-card" class="card">
    ${renderPortrait(viewer)}
    <div>
      <p class="card-name"><bdi>${viewer.name}</bdi></p>
      ${facts.map((fact) => (fact ? html`<p class="muted">${fact}</p>` : nothing))}
    </div>
    ${about ? html`<p class="card-about text">${about}</p>` : nothing}
  </div>`;
}
