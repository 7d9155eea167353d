import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig, type Config } from '../src/app.ts';
import { blog, news, temporaryFolder } from './support/server.ts';
import { siteKey } from './support/sign-on.ts';

const secret = 'a secret that no message may ever repeat';
const provider = { id: 'example', name: 'Example', issuer: 'https://id.example', clientId: 'diwan', clientSecret: secret };
const oauth2 = { authorization: 'https://id.example/a', token: 'https://id.example/t', userinfo: 'https://id.example/u', fields: { subject: 'id', name: 'login' } };
const sites = `${news}, ${blog}`;

function read(name: 'DIWAN_PROVIDERS' | 'DIWAN_SSO', value: unknown): Config {
  return readConfig({ DIWAN_SITES: sites, [name]: typeof value === 'string' ? value : JSON.stringify(value) });
}

/** What is told of a mistake. */
function problemOf(name: 'DIWAN_PROVIDERS' | 'DIWAN_SSO', value: unknown): string {
  try {
    read(name, value);
  } catch (thrown) {
    assert.ok(thrown instanceof ConfigError);
    assert.equal(thrown.problems.length, 1);
    assert.ok(!thrown.message.includes(secret));
    return thrown.message;
  }
  return 'none';
}

test('without a word there are no providers, and no site signs its users in', () => {
  assert.deepEqual([readConfig({}).providers, readConfig({}).signOn], [[], []]);
});

test('providers are read from JSON, or from a file with it', (context) => {
  const { issuer, clientId, ...rest } = provider;
  const both = [provider, { ...rest, id: 'other', clientId, icon: 'data:image/svg+xml,x', authentication: 'basic', scope: 'read:user', oauth2 }];
  const { providers } = read('DIWAN_PROVIDERS', both);
  assert.deepEqual(providers[0], { ...rest, clientId, icon: null, authentication: 'post', scope: 'openid profile email', protocol: { kind: 'openid', issuer } });
  assert.deepEqual(providers[1]?.protocol, { kind: 'oauth2', ...oauth2, issuer: null, fields: { subject: 'id', name: 'login', email: null, verified: null } });
  const file = join(temporaryFolder(context), 'providers.json');
  writeFileSync(file, JSON.stringify(both));
  assert.deepEqual(read('DIWAN_PROVIDERS', file).providers, providers);
});

test('a mistake among the providers is told by its place, and nothing of a secret with it', (context) => {
  const file = join(temporaryFolder(context), 'providers.json');
  assert.match(problemOf('DIWAN_PROVIDERS', file), /names a file that cannot be read/);
  writeFileSync(file, `[${secret}`);
  assert.match(problemOf('DIWAN_PROVIDERS', file), /names a file that is not JSON/);
  assert.match(problemOf('DIWAN_PROVIDERS', `[${secret}`), /^DIWAN_PROVIDERS is not JSON/);
  const mistakes: readonly (readonly [place: RegExp, value: unknown])[] = [
    [/at its beginning: it is not of the form/, { ...provider }],
    [/at \[0\]\.id: it is missing/, [{ ...provider, id: undefined }]],
    [/at \[0\]\.id: it is not of the form/, [{ ...provider, id: 'a/b' }]],
    [/at \[1\]\.id: it is there twice/, [provider, provider]],
    [/at \[0\]\.clientID: nobody expects it/, [{ ...provider, clientID: 'x' }]],
    [/at \[0\]\.icon: it is not of the form/, [{ ...provider, icon: 'https://id.example/icon.png' }]],
    [/at \[0\]\.icon: it is too long/, [{ ...provider, icon: `data:image/png;base64,${'x'.repeat(4000)}` }]],
    [/at \[0\]\.issuer: it is missing/, [{ ...provider, issuer: undefined }]],
    [/at \[0\]\.issuer: it is not of the form/, [{ ...provider, issuer: 'http://id.example' }]],
    [/at \[0\]\.issuer: it is not of the form/, [{ ...provider, issuer: 'https://user:word@id.example' }]],
    [/at \[0\]\.oauth2: nobody expects it/, [{ ...provider, oauth2 }]],
    [/at \[0\]\.oauth2\.token: it is not of the form/, [{ ...provider, issuer: undefined, oauth2: { ...oauth2, token: 'http://id.example/t' } }]],
    [/at \[0\]\.oauth2\.fields\.subject: it is missing/, [{ ...provider, issuer: undefined, oauth2: { ...oauth2, fields: {} } }]],
  ];
  for (const [place, value] of mistakes) assert.match(problemOf('DIWAN_PROVIDERS', value), place);
  assert.equal(problemOf('DIWAN_PROVIDERS', [{ ...provider, issuer: 'http://localhost:9000' }]), 'none', 'nothing leaves this machine');
});

test('a site signs its users in by one key, and what may be taken follows from that key', () => {
  const signOn = (more: object): Config['signOn'][number] => read('DIWAN_SSO', [{ site: news, issuer: 'x', ...more }]).signOn[0]!;
  const [ed, rsa] = [siteKey('EdDSA'), siteKey('RS256')];
  const algorithmsOf = (more: object): unknown => {
    const { key } = signOn(more);
    return key.kind === 'fixed' ? key.algorithms : key;
  };
  assert.deepEqual(algorithmsOf({ publicKey: ed.pem }), ['EdDSA', 'Ed25519']);
  assert.deepEqual(algorithmsOf({ publicKey: rsa.jwk('x') }), ['RS256']);
  assert.deepEqual(algorithmsOf({ secret }), ['HS256']);
  assert.deepEqual(algorithmsOf({ jwks: 'https://news.example/keys' }), { kind: 'jwks', address: 'https://news.example/keys' });
  assert.equal(signOn({ secret }).audience, news);
});

test('a key that is none, or too weak, or does not belong here is refused', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });
  const mine = generateKeyPairSync('ed25519').privateKey;
  const entry = { site: news, issuer: 'x' };
  const mistakes: readonly (readonly [place: RegExp, value: unknown])[] = [
    [/\[0\]\.publicKey: it is missing/, [entry]],
    [/\[0\]\.secret: nobody expects it/, [{ ...entry, secret, publicKey: siteKey().pem }]],
    [/\[0\]\.secret: it is too short/, [{ ...entry, secret: 'x'.repeat(31) }]],
    [/\[0\]\.publicKey: it is not of the form/, [{ ...entry, publicKey: 'key' }]],
    [/\[0\]\.publicKey/, [{ ...entry, publicKey: small }]],
    [/\[0\]\.publicKey/, [{ ...entry, publicKey: curve }]],
    [/\[0\]\.publicKey/, [{ ...entry, publicKey: mine.export({ type: 'pkcs8', format: 'pem' }) }]],
    [/\[0\]\.publicKey/, [{ ...entry, publicKey: mine.export({ format: 'jwk' }) }]],
    [/\[0\]\.jwks/, [{ ...entry, jwks: 'http://news.example/keys' }]],
    [/\[0\]\.site/, [{ site: 'https://else.example', issuer: 'x', secret }]],
    [/\[1\]\.site: it is there twice/, [{ ...entry, secret }, { ...entry, secret }]],
  ];
  for (const [place, value] of mistakes) assert.match(problemOf('DIWAN_SSO', value), place);
});
