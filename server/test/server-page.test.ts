import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { news, serverFor, temporaryFolder, type TestServer } from './support/server.ts';

async function withScript(context: Parameters<typeof serverFor>[0], environment: Record<string, string> = {}): Promise<TestServer> {
  const embed = join(temporaryFolder(context), 'embed');
  mkdirSync(embed);
  writeFileSync(join(embed, 'diwan.js'), '');
  writeFileSync(join(embed, 'sign-in.js'), 'console.log("Têkeve")');
  return await serverFor(context, { DIWAN_EMBED: embed, ...environment });
}

test('the server’s own page is framed by nobody, kept by nobody, and runs our script alone', async (context) => {
  const server = await withScript(context);
  const { status, headers, text } = await server.ask(`/members/?site=${news}&challenge=${'c'.repeat(43)}&state=${'s'.repeat(20)}&return=${encodeURIComponent(`${news}/"><script>alert(1)</script>`)}&lang=en`);
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('access-control-allow-origin'), null);
  assert.match(text, /<main id="members"><\/main>/);
  assert.doesNotMatch(text, /alert|news\.example/, 'nothing of its address is in it');
});

test('it speaks the reader’s language before its script does, and in its direction', async (context) => {
  const server = await withScript(context);
  for (const [lang, shown, direction] of [['ku', 'ku', 'ltr'], ['ckb', 'ckb', 'rtl'], ['ar-IQ', 'ar', 'rtl'], ['tr', 'tr', 'ltr'], ['xx', 'en', 'ltr'], ['', 'en', 'ltr'], ['constructor', 'en', 'ltr'], ['"><b>', 'en', 'ltr']] as const) {
    const { text } = await server.ask(`/members/?lang=${encodeURIComponent(lang)}`);
    assert.match(text, new RegExp(`<html lang="${shown}" dir="${direction}">`));
    assert.match(text, /<noscript><p>.+<\/p><\/noscript>/);
  }
  assert.match((await server.ask('/members/')).text, /<html lang="en" dir="ltr">/);
});

test('it finds its script below any path', async (context) => {
  const server = await withScript(context, { DIWAN_PUBLIC_URL: 'https://news.example/comments/' });
  const { text } = await server.ask('/members/');
  const [, script = ''] = /<script type="module" src="([^"]+)">/.exec(text) ?? [];
  assert.equal(new URL(script, 'https://news.example/comments/members/?lang=ku').href, 'https://news.example/comments/sign-in.js');
  const reply = await server.ask('/sign-in.js');
  assert.deepEqual([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')], [200, 'text/javascript; charset=utf-8', 'no-cache']);
  const { status, headers } = await server.ask('/members?lang=ku');
  assert.deepEqual([status, new URL(headers.get('location') ?? '', 'https://news.example/comments/members?lang=ku').href], [308, 'https://news.example/comments/members/?lang=ku']);
});
