import { html, nothing, type TemplateResult } from 'lit';
import type { CommentsFate } from '../../contract/account.ts';
import { passwordFaultOf } from './access.ts';
import { refuse, renderButton, renderFailure, renderLineField, renderSubmit, type MemberPage } from './member-page.ts';

/** Draws what members take along, and how they leave. */
export function renderData(page: MemberPage): TemplateResult {
  const { membership: { farewell }, messages } = page;
  const download = async () => {
    const file = await farewell.download();
    if (!file) return;
    save(file, `${new URL(page.membership.site).hostname}-${new Date(page.now).toISOString().slice(0, 10)}.json`);
    page.say(messages.downloaded);
  };
  const begin = () => {
    farewell.begin();
    page.focus('.farewell [type=radio]');
  };
  return html`<section aria-labelledby="member-download">
      <h4 id="member-download">${messages.download}</h4>
      <p class="muted">${messages.downloadNote}</p>
      ${renderFailure(farewell.downloading, messages)} ${renderButton(messages.downloadButton, download, { isBusy: farewell.downloading.isBusy, key: 'download' })}
    </section>
    <section class="farewell" aria-labelledby="member-deletion">
      <h4 id="member-deletion">${messages.deletion}</h4>
      <p class="muted">${messages.deletionNote}</p>
      ${farewell.isBegun ? renderDeletion(page) : renderButton(messages.deletionBegin, begin, { key: 'deletion' })}
    </section>`;
}

function renderDeletion(page: MemberPage): TemplateResult {
  const { membership: { farewell, account, ways }, messages } = page;
  const { deleting, mailing, proof, flow } = farewell;
  const remove = async (event: Event) => {
    event.preventDefault();
    if (await farewell.remove()) {
      page.say(messages.deleted);
      page.focus('[data-key=close]');
    } else refuse(page, deleting);
  };
  const stay = () => {
    farewell.stay();
    page.focus('[data-key=deletion]');
  };
  const mail = async () => {
    if (!(await farewell.mail())) return;
    page.say(messages.deletionMailed);
    page.focus('#member-code');
  };
  const fateReason = deleting.reasonOf('comments');
  const fate = (name: CommentsFate, label: string, note: string) => html`<label class="line fate"
    ><input type="radio" name="member-fate" value=${name} .checked=${farewell.fate === name} aria-invalid=${!!fateReason} aria-describedby="member-fate-fault" @change=${() => farewell.choose(name)} /><span
      >${label}<br /><span class="muted">${note}</span></span
    ></label
  >`;
  const proofField =
    proof === 'password'
      ? renderLineField(
          { id: 'member-proof', label: messages.deletionProofPassword, fault: passwordFaultOf(deleting.reasonOf('password'), ways!.passwordLength, messages) },
          farewell.password,
          (text) => farewell.write('password', text),
          { type: 'password', autocomplete: 'current-password' },
        )
      : proof === 'sign-in'
        ? html`<p>${messages.deletionProofSignIn}</p>`
        : html`<p>${messages.deletionProofCode(account!.email!)}</p>
          ${flow === null
            ? nothing
            : renderLineField({ id: 'member-code', label: messages.code, note: messages.deletionMailed, fault: codeFaultOf(page) }, farewell.code, (text) => farewell.write('code', text), {
                autocomplete: 'one-time-code',
                inputMode: 'numeric',
              })}
          ${renderFailure(mailing, messages)} ${renderButton(flow === null ? messages.deletionMail : messages.deletionMailAgain, mail, { isBusy: mailing.isBusy, key: 'mail' })}`;
  return html`<form class="sheet" novalidate @submit=${remove}>
    <fieldset>
      <legend>${messages.deletionFate}</legend>
      ${fate('keep', messages.deletionKeep, messages.deletionKeepNote)} ${fate('remove', messages.deletionRemove, messages.deletionRemoveNote)}
      <p id="member-fate-fault" part="fault" class="fault" role="alert">${fateReason ? messages.fateRequired : nothing}</p>
    </fieldset>
    ${proofField}
    <p><strong>${messages.deletionForever}</strong></p>
    ${renderFailure(deleting, messages)}
    <div class="row">
      ${renderButton(messages.deletionCancel, stay)} ${proof === 'code' && flow === null ? nothing : renderSubmit(messages.deletionConfirm, deleting, true)}
    </div>
  </form>`;
}

function codeFaultOf({ membership: { farewell }, messages }: MemberPage): string | undefined {
  const reason = farewell.deleting.reasonOf('code');
  if (!reason) return undefined;
  if (reason === 'required') return messages.codeRequired;
  if (reason === 'malformed') return messages.codeMalformed;
  return reason === 'expired' ? messages.codeExpired : messages.codeWrong;
}

/** Gives the reader a file to keep. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
