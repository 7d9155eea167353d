import type { FieldFault } from './errors.ts';
import type { FaultReason } from './faults.ts';
import type { GuestIdentity } from './comment.ts';

/** Whether a guest must, may or cannot give something. */
export type Wanted = 'required' | 'optional' | 'none';

/** What a backend wants to know of a guest. */
export interface GuestWants {
  readonly name: Wanted;
  readonly email: Wanted;
}

/** The longest name, in code points after normalising. */
export const maxNameLength = 80;

/** The longest e-mail address, in UTF-16 units (RFC 5321 §4.5.3.1.3 allows 254 for the address). */
export const maxEmailLength = 254;

/** Control, direction-changing and invisible formatting characters, separators of lines and paragraphs, broken surrogates. */
const unfitForNames = /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;

/** Broken surrogates, and everything controlling but tab and line feed: what no text needs. */
const unfitForText = /[\p{Cs}\u0000-\u0008\u000B-\u001F\u007F-\u009F]/u;

/** Enough of RFC 5322 to catch a slip; whether the address works, only a mail can tell. */
const emailForm = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@.<>()[\]\\,;:"\p{C}]{2,}$/u;

/** How long a text is, as every limit here counts: in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** A name as it is stored: composed (NFC), trimmed, inner runs of white space made one space. */
export function normalizeName(name: string): string {
  return name.normalize('NFC').trim().replace(/[\p{Zs}\t]+/gu, ' ');
}

/** A comment's text as it is stored: line ends made `\n`; nothing else is touched. */
export function normalizeText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** What is wrong with a name, or `null`. */
export function nameFault(name: string | null, wanted: Wanted): FaultReason | null {
  const stored = normalizeName(name ?? '');
  if (!stored) return wanted === 'required' ? 'required' : null;
  // The name as it came is looked at too: Firefox's normalize mends broken surrogates.
  if (unfitForNames.test(stored) || /\p{Cs}/u.test(name ?? '') || !/[\p{L}\p{N}\p{S}\p{P}]/u.test(stored)) return 'characters';
  return lengthOf(stored) > maxNameLength ? 'too-long' : null;
}

/** What is wrong with an e-mail address, or `null`. */
export function emailFault(email: string | null, wanted: Wanted): FaultReason | null {
  const stored = (email ?? '').trim();
  if (!stored) return wanted === 'required' ? 'required' : null;
  if (stored.length > maxEmailLength) return 'too-long';
  return emailForm.test(stored) ? null : 'malformed';
}

/** What is wrong with a comment's text, or `null`. `maxLength` is the backend's (`facts.maxLength`), in code points. */
export function textFault(text: string, maxLength: number): FaultReason | null {
  const stored = normalizeText(text);
  if (!/[^\p{Z}\p{C}]/u.test(stored)) return 'required';
  if (unfitForText.test(stored)) return 'characters';
  return lengthOf(stored) > maxLength ? 'too-long' : null;
}

/** Everything wrong with what a guest says of themselves, under the paths it is sent by. */
export function guestFaults(guest: GuestIdentity, wants: GuestWants): readonly FieldFault[] {
  const name = nameFault(guest.name, wants.name);
  const email = emailFault(guest.email, wants.email);
  return [...(name ? [{ field: 'guest.name', reason: name }] : []), ...(email ? [{ field: 'guest.email', reason: email }] : [])];
}
