import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { TestContext } from 'node:test';
import { atEnd } from './at-end.ts';

/** What stands before a server of this machine and speaks TLS for it, with a certificate that a browser must be told to accept. */
export interface TlsFront {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Leads to the server with this address from now on. */
  leadTo(url: string): void;
}

/** Starts it on any free port: its address is known before the server's is. */
export async function tlsFor(test: TestContext, host = '127.0.0.1'): Promise<TlsFront> {
  let target = 0;
  const open = new Set<Socket>();
  const server = createServer(newCertificate(), (socket) => {
    const inner = connect(target, '127.0.0.1');
    for (const [one, other] of [[socket, inner], [inner, socket]] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(test, () => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    leadTo(url) {
      target = Number(new URL(url).port);
    },
  };
}

/** A key and a certificate that it signed itself, for this machine and for a day (RFC 5280 §4.1). */
function newCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('localhost')))));
  const day = 86_400_000;
  const validity = der(0x30, utcTime(Date.now() - day), utcTime(Date.now() + day));
  const hosts = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = der(0x30, der(0x30, Buffer.from('0603551d11', 'hex'), der(0x04, hosts)));
  const serial = der(0x02, Buffer.from([1]), randomBytes(8));
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    serial,
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  const certificate = der(0x30, signed, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return { key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })), cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n` };
}

function utcTime(time: number): Buffer {
  return der(0x17, Buffer.from(`${new Date(time).toISOString().slice(2, 19).replace(/\D/g, '')}Z`));
}

/** One value in DER: its tag, its length, its content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(content);
  const { length } = whole;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), whole]);
}
