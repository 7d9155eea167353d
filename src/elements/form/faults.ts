import type { FieldFault } from '../../contract/errors.ts';
import { guestFaults, textFault, type GuestWants } from '../../contract/rules.ts';
import type { GuestIdentity } from '../../contract/comment.ts';
import type { Messages } from '../../i18n/messages.ts';

/** The fields a reader fills in. */
export type FieldName = 'name' | 'email' | 'text';

/** What is wrong with each field, in the reader's language; a field that is right is not there. */
export type Faults = Readonly<Partial<Record<FieldName, string>>>;

/** Where each field stands in what is sent. */
export const paths: Readonly<Record<FieldName, string>> = { name: 'guest.name', email: 'guest.email', text: 'body.text' };

/** What is wrong with a comment before it is sent. */
export function faultsOf(
  text: string,
  guest: GuestIdentity | null,
  { maxLength, guest: wants }: { readonly maxLength: number; readonly guest: GuestWants },
): readonly FieldFault[] {
  const reason = textFault(text, maxLength);
  return [...(guest ? guestFaults(guest, wants) : []), ...(reason ? [{ field: paths.text, reason }] : [])];
}

/** Says the faults at the fields they belong to. What belongs to no field is left to the caller. */
export function sayFaults(faults: readonly FieldFault[], messages: Messages, maxLength: number): Faults {
  const said: Partial<Record<FieldName, string>> = {};
  for (const { field, reason } of faults) {
    const isRequired = reason === 'required';
    const isTooLong = reason === 'too-long';
    if (field === paths.name) said.name = isRequired ? messages.nameRequired : isTooLong ? messages.nameTooLong : messages.nameCharacters;
    if (field === paths.email) said.email = isRequired ? messages.emailRequired : messages.emailMalformed;
    if (field === paths.text) said.text = isRequired ? messages.textRequired : isTooLong ? messages.textTooLong(maxLength) : messages.textCharacters;
  }
  return said;
}
