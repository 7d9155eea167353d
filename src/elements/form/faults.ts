import type { FieldFault } from '../../contract/errors.ts';
import { guestFaults, textFault, type GuestWants } from '../../contract/rules.ts';
import type { GuestIdentity } from '../../contract/comment.ts';
import type { FormMessages } from '../../i18n/messages.ts';

/** The fields a reader fills in. */
export type FieldName = 'name' | 'email' | 'text';

/** What is wrong with each field, by its path, in the reader's language; a field that is right is not there. */
export type Faults = Readonly<Record<string, string | undefined>>;

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

/** Says the faults at the paths they belong to. What belongs to no field is left to the caller. */
export function sayFaults(faults: readonly FieldFault[], messages: FormMessages, maxLength: number): Faults {
  const sentences: Readonly<Record<string, readonly [required: string, tooLong: string, other: string]>> = {
    [paths.name]: [messages.nameRequired, messages.nameTooLong, messages.nameCharacters],
    [paths.email]: [messages.emailRequired, messages.emailMalformed, messages.emailMalformed],
    [paths.text]: [messages.textRequired, messages.textTooLong(maxLength), messages.textCharacters],
  };
  return Object.fromEntries(faults.map(({ field, reason }) => [field, sentences[field]?.[reason === 'required' ? 0 : reason === 'too-long' ? 1 : 2]]));
}
