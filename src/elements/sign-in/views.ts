import { html, nothing, type TemplateResult } from 'lit';
import type { ProviderView } from '../../contract/session.ts';
import type { Pending } from '../../state/pending-codes.ts';
import type { SignInView } from '../../state/sign-in.ts';
import { renderFailure, renderField, renderPassword } from './fields.ts';
import type { Scene } from './scene.ts';

/** What stands above each view. */
export function titleOf({ signIn: { view, pending }, messages }: Scene): string {
  if (view === 'code') return pending?.purpose === 'reset' ? messages.resetTitle : messages.codeTitle;
  return { 'sign-in': messages.signInTitle, register: messages.registerTitle, forgot: messages.forgotTitle, window: messages.windowTitle }[view];
}

/** Draws the view that is shown, without its title. */
export function renderView(scene: Scene): TemplateResult {
  const { view, pending } = scene.signIn;
  if (view === 'register') return renderRegister(scene);
  if (view === 'forgot') return renderForgot(scene);
  if (view === 'code' && pending) return renderCode(scene, pending);
  return view === 'window' && scene.pages ? renderWindow(scene, scene.pages) : renderSignIn(scene);
}

function renderSignIn(scene: Scene): TemplateResult {
  const { signIn, messages, ways, pages, hasPasskeys, usePasskey } = scene;
  const mailCode = () => void signIn.mailCode('sign-in');
  const passkey = hasPasskeys ? html`<button part="button" type="button" @click=${usePasskey}>${messages.passkey}</button>` : nothing;
  const email = renderField(scene, 'email', { autocomplete: 'username' });
  if (ways.password === 'none') {
    return html`${renderFailure(signIn, messages)}${passkey}
      ${ways.providers.length ? renderProviders(scene) : hasPasskeys ? nothing : html`<p>${messages.noWays}</p>`}`;
  }
  if (ways.password === 'page') {
    return html`<div class="column">
        <button part="submit" type="button" @click=${() => pages?.openWindow(null)}><span>${messages.onPage}</span></button>
        <p class="muted">${messages.onPageNote}</p>
      </div>
      ${renderForm(scene, mailCode, html`${email}<button part="button" type="submit">${messages.mailCode}</button>`)}
      ${passkey}${renderProviders(scene)}`;
  }
  return html`${renderForm(
      scene,
      () => void signIn.signIn(),
      html`${email}${renderPassword(scene, { autocomplete: 'current-password' })}${submit(scene, messages.signIn)}
        <p class="links">${goTo(scene, 'forgot', messages.forgot)}</p>
        <div class="column"><button part="button" type="button" @click=${mailCode}>${messages.mailCode}</button>${passkey}</div>`,
    )}
    ${renderProviders(scene)}
    <p class="links foot">${messages.notMember} ${goTo(scene, 'register', messages.register)}</p>`;
}

function renderRegister(scene: Scene): TemplateResult {
  const { signIn, messages, ways } = scene;
  const password =
    ways.password === 'here'
      ? renderPassword(scene, {
          label: messages.password,
          autocomplete: 'new-password',
          note: `${messages.passwordNote(ways.passwordLength)} ${messages.passwordOptional}`,
        })
      : nothing;
  return html`<ul class="benefits">
      ${messages.benefits.map((benefit) => html`<li>${benefit}</li>`)}
    </ul>
    ${renderForm(
      scene,
      () => void signIn.register(),
      html`${renderField(scene, 'name', { autocomplete: 'nickname', note: messages.nameNote })}
        ${renderField(scene, 'email', { autocomplete: ways.password === 'here' ? 'username' : 'email', note: messages.emailNote })}${password}
        ${submit(scene, messages.join)}
        <p class="muted">${messages.mailsNote}</p>`,
    )}
    <p class="links foot">${messages.alreadyMember} ${goTo(scene, 'sign-in', messages.signIn)}</p>`;
}

function renderForgot(scene: Scene): TemplateResult {
  const { signIn, messages } = scene;
  return html`<p>${messages.forgotNote}</p>
    ${renderForm(
      scene,
      () => void signIn.mailCode('reset'),
      html`${renderField(scene, 'email', { autocomplete: 'username' })}${submit(scene, messages.confirm)}`,
    )}
    <p class="links foot">${goTo(scene, 'sign-in', messages.signIn)}</p>`;
}

function renderCode(scene: Scene, { email, purpose }: Pending): TemplateResult {
  const { signIn, messages, ways } = scene;
  const [before, after] = messages.codeSent;
  const password =
    purpose === 'reset'
      ? html`<input hidden autocomplete="username" name="username" .value=${email} />${renderPassword(scene, {
            label: messages.newPassword,
            autocomplete: 'new-password',
            note: messages.passwordNote(ways.passwordLength),
          })}`
      : nothing;
  return html`<p>${before} <bdi>${email}</bdi>${after}</p>
    ${renderForm(
      scene,
      () => void signIn.confirm(),
      html`${renderField(scene, 'code', { autocomplete: 'one-time-code', note: messages.codeNote })}${password}
      ${submit(scene, purpose === 'reset' ? messages.setPassword : messages.confirm)}`,
    )}
    <p class="links foot">
      ${signIn.mayResend
        ? html`<button part="button" type="button" class="link" @click=${() => void signIn.resend()}>${messages.resend}</button>`
        : html`<span class="muted">${messages.resendSoon}</span>`}
      <button part="button" type="button" class="link" @click=${() => void signIn.leaveCode()}>${messages.otherAddress}</button>
    </p>`;
}

function renderWindow({ signIn, messages }: Scene, pages: NonNullable<Scene['pages']>): TemplateResult {
  const { windowState } = pages;
  // A window that is open still says it is closed, once a page in it has cut itself off (COOP), as the server's own does.
  const said = windowState === 'blocked' ? messages.windowBlocked : windowState === 'gone' ? `${messages.windowNote} ${messages.windowGone}` : messages.windowNote;
  return html`<p role="status">${said}</p>
    ${renderFailure(signIn, messages)}
    <div class="column">
      ${windowState === 'blocked' ? nothing : html`<button part="button" type="button" @click=${() => pages.openAgain()}>${messages.openAgain}</button>`}
      <button part="button" type="button" @click=${() => pages.goThere()}>${messages.inThisTab}</button>
      <button part="button" type="button" class="link" @click=${() => signIn.show('sign-in')}>${messages.cancel}</button>
    </div>`;
}

/** The providers, each a button with its own icon and name. */
function renderProviders(scene: Scene): TemplateResult | typeof nothing {
  const { ways, messages, pages, hrefOf } = scene;
  if (!ways.providers.length) return nothing;
  const face = ({ icon, name }: ProviderView) => html`${icon ? html`<img src=${icon} alt="" width="20" height="20" />` : nothing}<bdi>${name}</bdi>`;
  const one = (provider: ProviderView) =>
    pages || !hrefOf
      ? html`<button part="button" type="button" class="provider" @click=${() => pages?.openWindow(provider.id)}>${face(provider)}</button>`
      : html`<a part="button" class="provider" href=${hrefOf(provider.id)}>${face(provider)}</a>`;
  return html`<section class="providers" aria-labelledby="sign-in-connect">
    <p id="sign-in-connect" class="rule"><span>${messages.connect}</span></p>
    <ul>
      ${ways.providers.map((provider) => html`<li>${one(provider)}</li>`)}
    </ul>
  </section>`;
}

function renderForm({ signIn, messages }: Scene, act: () => void, content: TemplateResult): TemplateResult {
  const submitted = (event: Event) => {
    event.preventDefault();
    act();
  };
  return html`<form part="sign-in-form" class="column" novalidate aria-busy=${signIn.isBusy} @submit=${submitted}>${renderFailure(signIn, messages)}${content}</form>`;
}

function submit({ signIn }: Scene, text: string): TemplateResult {
  return html`<button part="submit" type="submit" aria-disabled=${signIn.isBusy}><span>${text}</span></button>`;
}

function goTo({ signIn }: Scene, view: SignInView, text: string): TemplateResult {
  return html`<button part="button" type="button" class="link" @click=${() => signIn.show(view)}>${text}</button>`;
}
