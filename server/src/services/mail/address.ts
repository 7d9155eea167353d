import { domainToASCII } from 'node:url';
import { emailFault, nameFault, normalizeName } from 'diwan/contract';

/** Whom a mail is from or to. */
export interface Address {
  readonly address: string;
  /** `null` for an address alone. */
  readonly name: string | null;
}

/** An address or a name that no mail is sent to or from. It does not repeat it. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

/** Whether a mail can be queued for the address: a little stricter than the contract's `emailFault`, so that it is asked before anything is kept. */
export function canBeWrittenTo(address: string): boolean {
  try {
    checkedAddress({ address, name: null });
    return true;
  } catch (thrown) {
    if (thrown instanceof AddressError) return false;
    throw thrown;
  }
}

/** Host names of at least two labels, the last of which is no number: neither an address of a machine nor anything an SMTP server reads as more. */
const hostForm = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,63}$/;

/** What a local part is made of without quotes (RFC 5322 `dot-atom`, RFC 6531 for other letters): no comment, no group, no list fits in. */
const localForm = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;

/**
 * An address exactly as it may stand in an envelope, its host in ASCII: one mailbox, and nothing that a mail program or
 * server would read as more than that.
 *
 * @throws AddressError
 */
export function checkedAddress({ address, name }: Address): Address {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const host = domainToASCII(address.slice(at + 1)).toLowerCase();
  // What is ASCII already means what it says: `%61` is no letter.
  const isAsSaid = /[^\p{ASCII}]/u.test(address) || host === address.slice(at + 1).toLowerCase();
  if (emailFault(address, 'required') !== null || address !== address.trim() || !localForm.test(local) || !hostForm.test(host) || !isAsSaid) {
    throw new AddressError('The address cannot be written to.');
  }
  // As it came, too: what is trimmed away was still there. And `=?…?=` is what mail programs decode, even between quotes.
  if (name !== null && (/[\p{Cc}\p{Zl}\p{Zp}]|=\?/u.test(name) || nameFault(name, 'optional') !== null)) throw new AddressError('The name cannot stand in a mail.');
  return { address: `${local}@${host}`, name: name === null ? null : normalizeName(name) || null };
}

/** Whom a mail to a member is for: without the name where that cannot stand in a mail, since none must be kept from them by what they are called. */
export function recipient(address: string, name: string | null): Address {
  try {
    return checkedAddress({ address, name });
  } catch (thrown) {
    if (!(thrown instanceof AddressError)) throw thrown;
    return { address, name: null };
  }
}
