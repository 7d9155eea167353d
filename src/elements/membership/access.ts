import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceView, PasskeyView } from '../../contract/account.ts';
import type { FaultReason } from '../../contract/faults.ts';
import { knowsPasskeys, makePasskey } from '../../controllers/passkey-ceremony.ts';
import type { MembershipMessages } from '../../i18n/membership-messages.ts';
import { refuse, renderButton, renderFailure, renderLineField, renderSubmit, type MemberPage } from './member-page.ts';

/** Draws how a member signs in, and where they are signed in. */
export function renderAccess(page: MemberPage): TemplateResult {
  const { membership: { account, ways, options }, messages } = page;
  const { email, providers } = account!;
  const hasPasskeys = !!ways?.passkeys && !!options.session.adapter.passkeys && knowsPasskeys();
  return html`<dl>
      ${email ? html`<div><dt>${messages.email}</dt><dd dir="ltr">${email}</dd></div>` : nothing}
      ${providers.length ? html`<div><dt>${messages.providers}</dt><dd>${providers.map(({ name }) => name).join(', ')}</dd></div>` : nothing}
    </dl>
    ${ways?.password === 'none' ? nothing : renderPassword(page)} ${hasPasskeys || account!.passkeys.length ? renderPasskeys(page, hasPasskeys) : nothing} ${renderDevices(page)}`;
}

function renderPassword(page: MemberPage): TemplateResult {
  const { membership: { account, access, ways }, messages } = page;
  const { changing } = access;
  const has = account!.hasPassword;
  const title = has ? messages.passwordChange : messages.passwordSet;
  const change = async (event: Event) => {
    event.preventDefault();
    if (!(await access.change())) return refuse(page, changing);
    page.say(messages.passwordChanged);
    page.focus('.password [type=submit]');
  };
  const fault = (field: 'current' | 'password') => passwordFaultOf(changing.reasonOf(field), ways?.passwordLength ?? 0, messages);
  const shown = { type: access.isShown ? 'text' : 'password' };
  const show = (event: Event) => access.show((event.target as HTMLInputElement).checked);
  return html`<section class="password" aria-labelledby="member-password-title">
    <h4 id="member-password-title">${title}</h4>
    ${has ? nothing : html`<p class="muted">${messages.passwordNone}</p>`}
    ${access.isPasswordHere
      ? html`<form class="sheet" novalidate @submit=${change}>
          ${has
            ? renderLineField({ id: 'member-current', label: messages.currentPassword, fault: fault('current') }, access.current, (text) => access.write('current', text), { ...shown, autocomplete: 'current-password' })
            : nothing}
          ${renderLineField(
            { id: 'member-password', label: messages.newPassword, note: messages.passwordNote(ways!.passwordLength), fault: fault('password') },
            access.password,
            (text) => access.write('password', text),
            { ...shown, autocomplete: 'new-password' },
          )}
          <label class="line"><input type="checkbox" .checked=${access.isShown} @change=${show} />${messages.showPassword}</label>
          <p class="muted">${messages.passwordEnds}</p>
          ${renderFailure(changing, messages)}
          <div class="row">${renderSubmit(title, changing)}</div>
        </form>`
      : html`<p>${messages.passwordElsewhere}</p>
          ${page.openPage ? renderButton(messages.openPage, page.openPage) : nothing}`}
  </section>`;
}

function renderPasskeys(page: MemberPage, canAdd: boolean): TemplateResult {
  const { membership: { account, access }, messages } = page;
  const { adding } = access;
  const add = async (event: Event) => {
    event.preventDefault();
    if (!(await access.add(makePasskey))) return refuse(page, adding);
    page.say(messages.passkeyAdded);
    page.focus('#member-passkey');
  };
  const reason = adding.reasonOf('name');
  const fault = reason ? (reason === 'required' ? messages.passkeyNameRequired : messages.passkeyNameTooLong) : undefined;
  return html`<section class="passkeys" aria-labelledby="member-passkeys">
    <h4 id="member-passkeys">${messages.passkeys}</h4>
    <p class="muted">${messages.passkeysNote}</p>
    ${account!.passkeys.length ? html`<ul role="list" class="mine">${account!.passkeys.map((passkey) => renderPasskey(passkey, page))}</ul>` : html`<p>${messages.noPasskeys}</p>`}
    ${canAdd
      ? html`<form class="sheet" novalidate @submit=${add}>
          ${renderLineField({ id: 'member-passkey', label: messages.passkeyName, fault }, access.passkeyName, (text) => access.write('passkeyName', text))}
          <p part="fault" class="fault" role="alert">${adding.reasonOf('passkey') ? messages.passkeyFailed : nothing}</p>
          ${renderFailure(adding, messages)}
          <div class="row">${renderSubmit(messages.passkeyAdd, adding)}</div>
        </form>`
      : renderFailure(adding, messages)}
  </section>`;
}

function renderPasskey({ id, name, createdAt }: PasskeyView, page: MemberPage): TemplateResult {
  const { membership: { access }, messages } = page;
  const ask = () => {
    access.askRemoval(id);
    page.focus('.asked button:last-of-type');
  };
  const remove = async () => {
    if (!(await access.remove(id))) return;
    page.say(messages.passkeyRemoved);
    page.focus('#member-passkeys');
  };
  const stay = () => {
    access.askRemoval(null);
    page.focus('#member-passkeys');
  };
  return html`<li>
    <div class="entry">
      <p><bdi>${name}</bdi> <span class="muted">${messages.day(Date.parse(createdAt))}</span></p>
      ${access.removing === id ? nothing : renderButton(messages.remove, ask, { name: messages.removeNamed(name) })}
    </div>
    ${access.removing === id
      ? html`<div class="asked" role="group" aria-label=${messages.passkeyAsk(name)}>
          <p>${messages.passkeyAsk(name)}</p>
          <div class="row">${renderButton(messages.remove, remove, { isBusy: access.adding.isBusy })} ${renderButton(page.messages.cancel, stay)}</div>
        </div>`
      : nothing}
  </li>`;
}

function renderDevices(page: MemberPage): TemplateResult {
  const { membership: { account, access }, messages } = page;
  const { devices } = account!;
  const { ending } = access;
  const endOthers = async () => {
    if (!(await access.endOthers())) return;
    page.say(messages.endedOthers);
    page.focus('#member-devices');
  };
  return html`<section class="devices" aria-labelledby="member-devices">
    <h4 id="member-devices" tabindex="-1">${messages.devices}</h4>
    <ul role="list" class="mine">
      ${[...devices].sort((one, other) => Number(other.isThis) - Number(one.isThis) || other.seenAt.localeCompare(one.seenAt)).map((device) => renderDevice(device, page))}
    </ul>
    ${renderFailure(ending, messages)}
    <div class="row">
      ${devices.some(({ isThis }) => !isThis) ? renderButton(messages.endOthers, endOthers, { isBusy: ending.isBusy }) : nothing} ${renderButton(messages.endAll, page.signOutEverywhere)}
    </div>
  </section>`;
}

function renderDevice({ id, name, seenAt, isThis }: DeviceView, page: MemberPage): TemplateResult {
  const { membership: { access }, messages, reading, now } = page;
  const called = name ?? messages.device;
  const end = async () => {
    if (!(await access.end(id))) return;
    page.say(messages.ended);
    page.focus('#member-devices');
  };
  const then = Date.parse(seenAt);
  return html`<li class="entry">
    <p>
      <bdi>${called}</bdi>
      <span class="muted">${isThis ? html`<strong>${messages.thisDevice}</strong>` : html`<time datetime=${seenAt} title=${reading.exact(then)}>${messages.seen(reading.ago(then, now))}</time>`}</span>
    </p>
    ${isThis ? nothing : renderButton(messages.end, end, { name: messages.endNamed(called), isBusy: access.ending.isBusy })}
  </li>`;
}

/** What is wrong with a password, in the reader's language. */
export function passwordFaultOf(reason: FaultReason | null, shortest: number, messages: MembershipMessages): string | undefined {
  if (!reason) return undefined;
  if (reason === 'required') return messages.passwordRequired;
  if (reason === 'wrong') return messages.passwordWrong;
  if (reason === 'too-short') return messages.passwordTooShort(shortest);
  return reason === 'too-long' ? messages.passwordTooLong : messages.passwordCommon;
}
