import { isIP } from 'node:net';

/** Whether a host, as it stands in an address or a setting, is this very machine: `localhost`, a name below it, or a loopback address. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return isLoopbackAddress(name) || /^(?:[a-z0-9-]+\.)*localhost$/.test(name);
}

/** Whether an IP address is of the loopback: 127.0.0.0/8, `::1`, and either in the other's clothes. */
export function isLoopbackAddress(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/, '');
  return (isIP(plain) === 4 && plain.startsWith('127.')) || plain === '::1';
}
