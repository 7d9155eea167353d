import { html, nothing, type TemplateResult } from 'lit';
import type { FaultReason } from '../../contract/faults.ts';
import type { MembershipMessages } from '../../i18n/membership-messages.ts';
import { growWithText } from '../form/grow.ts';
import { renderProfileCard } from '../profile/card.ts';
import { chosenIn, cutOut } from './crop.ts';
import { describedBy, refuse, renderButton, renderFailure, renderField, renderLineField, renderSubmit, type MemberPage } from './member-page.ts';
import { renderPortrait } from './portrait.ts';

/** Draws what a member says of themselves: picture, name, a few words, and what of it others see. */
export function renderProfile(page: MemberPage): TemplateResult {
  const { membership: { profile, account }, messages } = page;
  if (!account) return html``;
  const save = async (event: Event) => {
    event.preventDefault();
    if (await profile.save()) page.say(messages.saved);
    else refuse(page, profile.saving);
  };
  const name = { id: 'member-name', label: messages.name, note: messages.nameNote, fault: nameFaultOf(profile.saving.reasonOf('name'), messages) };
  const aboutReason = profile.saving.reasonOf('about');
  const about = { id: 'member-about', label: messages.about, note: messages.aboutNote, fault: aboutReason ? (aboutReason === 'too-long' ? messages.aboutTooLong : messages.aboutUnfit) : undefined };
  const typed = (event: Event) => {
    const area = event.target as HTMLTextAreaElement;
    profile.write('about', area.value);
    growWithText(area);
  };
  const area = html`<textarea
    part="textarea"
    id="member-about"
    name="member-about"
    rows="3"
    dir="auto"
    .value=${profile.about}
    aria-invalid=${!!about.fault}
    aria-describedby="${describedBy('member-about')} member-about-left"
    @input=${typed}
  ></textarea>`;
  const { left } = profile;
  const counter = html`<p id="member-about-left" part="counter" class=${left < 0 ? 'fault' : 'muted'}>${left < 0 ? messages.over(-left) : messages.left(left)}</p>`;
  return html`${renderPicture(page)}
    <form class="sheet" novalidate @submit=${save}>
      ${renderLineField(name, profile.name, (text) => profile.write('name', text), { autocomplete: 'nickname' })} ${renderField(about, area, counter)}
      <div class="row">${renderFailure(profile.saving, messages)}${renderSubmit(messages.save, profile.saving)}</div>
    </form>
    ${renderVisible(page)}
    ${profile.preview
      ? html`<section class="preview" aria-labelledby="member-preview">
          <h4 id="member-preview">${messages.preview}</h4>
          ${renderProfileCard(profile.preview, messages)}
        </section>`
      : nothing}`;
}

function renderPicture(page: MemberPage): TemplateResult {
  const { membership: { profile, account }, messages } = page;
  const { picturing, chosen } = profile;
  const choose = async (files: FileList | readonly File[] | null | undefined) => {
    const [file] = files ?? [];
    if (!file) return;
    profile.choose(await chosenIn(file));
    if (profile.chosen) page.focus('canvas.crop');
  };
  const picked = (event: Event) => {
    const input = event.target as HTMLInputElement;
    void choose([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    void choose(event.dataTransfer?.files);
  };
  const use = async () => {
    const blob = profile.chosen && (await cutOut(profile.chosen));
    if (!blob || !(await profile.picture(blob))) return;
    page.say(messages.pictureSaved);
    page.focus('[data-key=choose]');
  };
  const remove = async () => {
    if (!(await profile.picture(null))) return;
    page.say(messages.pictureRemoved);
    page.focus('[data-key=choose]');
  };
  const leave = () => {
    profile.leave();
    page.focus('[data-key=choose]');
  };
  const press = (id: string) => (event: Event) => ((event.currentTarget as HTMLElement).getRootNode() as ShadowRoot).getElementById(id)!.click();
  const reason = picturing.reasonOf('picture');
  const fault = reason && (reason === 'too-long' ? messages.pictureTooLarge : messages.pictureMalformed);
  const said = html`<p part="fault" class="fault" role="alert">${fault ?? nothing}</p>
    ${renderFailure(picturing, messages)}`;
  return html`<section class="picture" aria-labelledby="member-picture" @dragover=${(event: Event) => event.preventDefault()} @drop=${dropped}>
    <h4 id="member-picture">${messages.picture}</h4>
    ${chosen
      ? html`<diwan-crop .chosen=${chosen} .messages=${messages}></diwan-crop>
          ${said}
          <div class="row">
            <button part="submit" type="button" class="main" aria-disabled=${picturing.isBusy} @click=${use}><span>${messages.usePicture}</span></button>
            ${renderButton(page.messages.cancel, leave)}
          </div>`
      : html`<div class="beside">
            ${renderPortrait(account!.viewer)}
            <div class="row">
              <button part="button" type="button" data-key="choose" @click=${press('member-picture-file')}>${messages.choosePicture}</button>
              <button part="button" type="button" class="coarse" @click=${press('member-picture-camera')}>${messages.takePicture}</button>
              ${account!.viewer.picture ? renderButton(messages.removePicture, remove, { isBusy: picturing.isBusy }) : nothing}
            </div>
          </div>
          ${said}
          <p class="muted fine">${messages.pictureNote}</p>`}
    <input id="member-picture-file" type="file" accept="image/*" hidden aria-label=${messages.choosePicture} @change=${picked} />
    <input id="member-picture-camera" type="file" accept="image/*" capture="user" hidden aria-label=${messages.takePicture} @change=${picked} />
  </section>`;
}

function renderVisible({ membership, messages, say }: MemberPage): TemplateResult {
  const { profile, settling } = membership;
  const { visible } = membership.account!.settings;
  const choice = (name: keyof typeof visible, label: string) => {
    const change = async (event: Event) => {
      const box = event.target as HTMLInputElement;
      if (await profile.reveal({ [name]: box.checked })) say(messages.saved);
      box.checked = membership.account!.settings.visible[name];
    };
    return html`<label class="line"><input type="checkbox" name=${name} .checked=${visible[name]} @change=${change} />${label}</label>`;
  };
  return html`<div class="apart">
    <fieldset>
      <legend>${messages.visible}</legend>
      <p class="muted">${messages.visibleNote}</p>
      ${choice('about', messages.visibleAbout)} ${choice('count', messages.visibleCount)} ${choice('since', messages.visibleSince)} ${renderFailure(settling, messages)}
    </fieldset>
  </div>`;
}

function nameFaultOf(reason: FaultReason | null, messages: MembershipMessages): string | undefined {
  if (!reason) return undefined;
  if (reason === 'required') return messages.nameRequired;
  if (reason === 'taken') return messages.nameTaken;
  return reason === 'too-long' ? messages.nameTooLong : messages.nameUnfit;
}

/** Takes a picture that is pasted anywhere on the page. Text goes where it always goes. */
export async function pastePicture({ membership: { profile, section }, focus }: MemberPage, event: ClipboardEvent): Promise<void> {
  const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
  if (!file || section !== 'profile') return;
  event.preventDefault();
  profile.choose(await chosenIn(file));
  if (profile.chosen) focus('canvas.crop');
}
