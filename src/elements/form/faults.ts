import type { FieldFault } from '../../contract/errors.ts';
import { guestFaults, textFault, type GuestWants } from '../../contract/rules.ts';
import type { GuestIdentity } from '../../contract/comment.ts';
import type { Messages } from '../../i18n/messages.ts';

/** The fields a reader fills in. */
export type FieldName = 'name' | 'email' | 'text';

/** What is wrong with each field, in the reader's language; a field that is right is not there. */
export type Faults = Readonly<Partial<Record<FieldName, string>>>;

/** What is wrong with a comment before it is sent. */
export function faultsOf(
  text: string,
  guest: GuestIdentity | null,
  { maxLength, guest: wants }: { readonly maxLength: number; readonly guest: GuestWants },
): readonly FieldFault[] {
  const reason = textFault(text, maxLength);
  return [...(guest ? guestFaults(guest, wants) : []), ...(reason ? [{ field: 'body.text', reason }] : [])];
}

/** Says the faults at the fields they belong to. What belongs to no field is left to the caller. */
export function sayFaults(faults: readonly FieldFault[], messages: Messages, maxLength: number): Faults {
  const said: Partial<Record<FieldName, string>> = {};
  for (const { field, reason } of faults) {
    if (field === 'guest.name') {
      said.name = reason === 'required' ? messages.nameRequired : reason === 'too-long' ? messages.nameTooLong : messages.nameCharacters;
    } else if (field === 'guest.email') said.email = reason === 'required' ? messages.emailRequired : messages.emailMalformed;
    else if (field === 'body.text') {
      said.text =
        reason === 'required' ? messages.textRequired : reason === 'too-long' ? messages.textTooLong(maxLength) : messages.textCharacters;
    }
  }
  return said;
}
