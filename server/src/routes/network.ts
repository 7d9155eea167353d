import { isIP } from 'node:net';
import { requestHeader, socketRequest, type RequestContext } from './endpoint.ts';

/**
 * The network that a request comes from, for counting: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one, since so
 * much belongs to one customer. Empty where nothing is known.
 *
 * @param proxies how many proxies before this server are the owner's own. Each adds to `X-Forwarded-For` whom it was asked by; what stands further
 *   to the left anybody can write.
 */
export function networkOf(context: RequestContext, proxies: number): string {
  const asking = socketRequest(context)?.socket.remoteAddress ?? '';
  if (proxies === 0) return networkOfAddress(asking);
  const forwarded = (requestHeader(context, 'x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  // Less than the proxies add did not come through all of them.
  const named = forwarded.at(-proxies) ?? '';
  return networkOfAddress(isIP(named) === 0 ? asking : named);
}

/** The network of an address. */
export function networkOfAddress(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) === 4) return plain.replace(/\.\d+$/, '.0/24');
  if (isIP(plain) !== 6) return '';
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length - (/\./.test(plain) ? 1 : 0);
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return `${groups.slice(0, 3).map((group) => parseInt(group, 16).toString(16)).join(':')}::/48`;
}
