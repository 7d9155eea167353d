import type { FieldFault } from '../contract/errors.ts';
import { emailFault, lengthOf, nameFault } from '../contract/rules.ts';
import { codeIn, maxPasswordLength } from '../contract/session.ts';

/** The fields of signing in and joining, named as the backend names what is wrong with them. */
export type FieldName = 'name' | 'email' | 'password' | 'code';

/** What stands in them. */
export type Typed = Readonly<Record<FieldName, string>>;

/** Where nothing was typed. */
export const nothingTyped: Typed = { name: '', email: '', password: '', code: '' };

/** What is wrong with a name and an address, those of the two that are given. */
export function wrongIn({ name, email }: { readonly name?: string; readonly email: string }): readonly FieldFault[] {
  const wrongName = name === undefined ? null : nameFault(name, 'required');
  const wrongEmail = emailFault(email, 'required');
  return [...(wrongName ? [{ field: 'name', reason: wrongName }] : []), ...(wrongEmail ? [{ field: 'email', reason: wrongEmail }] : [])];
}

/** What is wrong with a password that somebody chooses; whether it is too common, the backend knows. */
export function newPasswordFault(password: string, shortest: number): FieldFault | null {
  const length = lengthOf(password);
  const reason = !length ? 'required' : length < shortest ? 'too-short' : length > maxPasswordLength ? 'too-long' : null;
  return reason && { field: 'password', reason };
}

/** The digits of a code as somebody typed or pasted it, on whatever keyboard; `null` for what is none. */
export function codeTyped(typed: string): string | null {
  return codeIn(typed.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => `${digit.charCodeAt(0) & 15}`).replace(/[\u2010-\u2015\u200B-\u200F]/g, ''));
}
