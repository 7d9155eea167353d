import { html, type TemplateResult } from 'lit';
import type { MemberSettings } from '../../contract/account.ts';
import { languages } from '../../i18n/membership-locales.ts';
import { renderFailure, type MemberPage } from './member-page.ts';

/** Draws what a member chooses: mails, language, appearance. Each holds as soon as it is chosen. */
export function renderSettings({ membership, messages, say }: MemberPage): TemplateResult {
  const { settling } = membership;
  const { mailsReplies, language, theme } = membership.account!.settings;
  const settle = async (change: Partial<MemberSettings>) => {
    if (await membership.settle(change)) say(messages.saved);
  };
  const mails = async (event: Event) => {
    const box = event.target as HTMLInputElement;
    await settle({ mailsReplies: box.checked });
    box.checked = membership.account!.settings.mailsReplies;
  };
  const speak = (event: Event) => void settle({ language: (event.target as HTMLSelectElement).value || null });
  const spoken = languages.find(([tag]) => tag === language?.split('-')[0]?.toLowerCase())?.[0] ?? '';
  const look = (name: MemberSettings['theme'], label: string) => html`<label class="line"
    ><input type="radio" name="member-theme" value=${name} .checked=${theme === name} @change=${() => void settle({ theme: name })} />${label}</label
  >`;
  return html`<fieldset>
      <legend>${messages.mails}</legend>
      <label class="line"><input type="checkbox" name="mailsReplies" aria-describedby="member-mails-note" .checked=${mailsReplies} @change=${mails} />${messages.mailsReplies}</label>
      <p id="member-mails-note" class="muted">${messages.mailsNote}</p>
    </fieldset>
    <div part="field">
      <label for="member-language">${messages.language}</label>
      <select id="member-language" aria-describedby="member-language-note" @change=${speak}>
        <option value="" .selected=${spoken === ''}>${messages.languageOfPage}</option>
        ${languages.map(([tag, name]) => html`<option value=${tag} lang=${tag} .selected=${spoken === tag}>${name}</option>`)}
      </select>
      <p id="member-language-note" class="muted">${messages.languageNote}</p>
    </div>
    <fieldset>
      <legend>${messages.theme}</legend>
      ${look('auto', messages.themeAuto)} ${look('light', messages.themeLight)} ${look('dark', messages.themeDark)}
    </fieldset>
    ${renderFailure(settling, messages)}`;
}
