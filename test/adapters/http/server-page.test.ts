import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerPage } from '../../../src/adapters/http/server-page.ts';

const server = 'https://comments.example';
const site = 'https://news.example';
const query = `?${new URLSearchParams({ site, challenge: 'c'.repeat(43), state: 's'.repeat(20), return: `${site}/a`, lang: 'ku' }).toString()}`;
const ways = { password: 'here', passkeys: true, providers: [], singleSignOn: false, passwordLength: 15 };
const grant = (leadsTo: string) => ({ session: null, tokens: null, leadsTo });

/** The page at an address, on a server that answers so; what it was asked, and where the browser was led. */
function pageAt(search: string, hash: string, answers: Readonly<Record<string, unknown>>) {
  const asked: { readonly path: string; readonly said: Record<string, unknown> }[] = [];
  const led: string[] = [];
  const fetch = (async (address: string, { body }: RequestInit = {}) => {
    const { pathname } = new URL(address);
    asked.push({ path: pathname, said: JSON.parse(typeof body === 'string' ? body : '{}') as Record<string, unknown> });
    const answer = answers[pathname];
    if (answer instanceof Response) return answer;
    return answer === undefined ? Response.json({ error: { code: 'not-found', message: '' } }, { status: 404 }) : Response.json(answer);
  }) as typeof globalThis.fetch;
  const page = new ServerPage({ server, fetch, search, hash, language: 'ku', go: (address) => led.push(address) });
  return { page, asked, led };
}

describe('the server’s own page', () => {
  it('signs in for the site that asked, and leads back with what it is given', async () => {
    const { page, asked, led } = pageAt(query, '', { '/v1/ways': ways, '/v1/session/password': grant(`${site}/a#diwan=x&state=s`) });
    assert.deepEqual((await page.look())?.site, site);
    await page.session.signIn(site, 'ann@news.example', 'a password');
    assert.deepEqual(asked.at(-1)!.said['hold'], { kind: 'return', challenge: 'c'.repeat(43), state: 's'.repeat(20), returnTo: `${site}/a` });
    assert.deepEqual(led, [`${site}/a#diwan=x&state=s`]);
  });

  it('leads back without a sign-in only to the site itself', async () => {
    const answers = { '/v1/ways': ways };
    assert.match((await pageAt(query, '', answers).page.look())!.leaveTo!, /^https:\/\/news\.example\/a#diwan-failed=cancelled&state=s+$/);
    for (const back of ['https://elsewhere.example/', 'javascript:alert(1)', '//x', 'https://news.example.elsewhere.example/']) {
      const search = new URLSearchParams(query);
      search.set('return', back);
      assert.equal((await pageAt(`?${search.toString()}`, '', answers).page.look())!.leaveTo, null, back);
    }
  });

  it('has nothing to do at an address that says nothing', async () => {
    assert.equal(await pageAt('', '', {}).page.look(), null);
    assert.equal(await pageAt('?site=x', '', {}).page.look(), null);
  });

  it('uses a link only when it is told to', async () => {
    const link = { purpose: 'reset', site, name: 'Ann' };
    const { page, asked, led } = pageAt('', '#link=TOKEN', { '/v1/ways': ways, '/v1/session/link': link, '/v1/session/link-use': grant(`${site}/a#diwan=y`) });
    assert.deepEqual((await page.look())?.link, link);
    assert.equal(asked.some(({ path }) => path.endsWith('link-use')), false);
    await page.useLink('a new password');
    assert.deepEqual([asked.at(-1)!.said, led], [{ token: 'TOKEN', password: 'a new password' }, [`${site}/a#diwan=y`]]);
  });

  it('says that a link is not good any more', async () => {
    await assert.rejects(pageAt('', '#link=TOKEN', {}).page.look(), { code: 'not-found' });
    const over = (field: string) => Response.json({ code: 'invalid', faults: [{ field, reason: 'expired' }] }, { status: 422 });
    await assert.rejects(pageAt('', '#link=TOKEN', { '/v1/session/link': over('code') }).page.look(), { code: 'not-found' });
    await assert.rejects(pageAt('', '#link=TOKEN', { '/v1/session/link-use': over('code') }).page.useLink(null), { code: 'not-found' });
    await assert.rejects(pageAt('', '#proof=FLOW', { '/v1/session/provider': over('flow') }).page.look(), { code: 'not-found' });
    await assert.rejects(pageAt('', '#join=FLOW', { '/v1/session/provider-join': over('flow') }).page.joinAs('Ann'), { code: 'not-found' });
  });

  it('leaves a fault of a field to who typed there', async () => {
    const taken = Response.json({ code: 'invalid', faults: [{ field: 'name', reason: 'taken' }] }, { status: 422 });
    await assert.rejects(pageAt('', '#join=FLOW', { '/v1/session/provider-join': taken }).page.joinAs('Ann'), { code: 'invalid' });
  });

  it('links a provider with the account that is signed in to here', async () => {
    const proof = { site, provider: 'Example', needs: 'account', name: null, email: 'a…@news.example', returnTo: `${site}/a` };
    const { page, asked, led } = pageAt('', '#proof=FLOW', {
      '/v1/ways': ways,
      '/v1/session/provider': proof,
      '/v1/session/password': grant(`${site}/a#diwan=CODE&state=z`),
      '/v1/session/provider-link': grant(`${site}/a#diwan=END&state=s`),
    });
    assert.equal((await page.look())?.provider?.provider, 'Example');
    assert.equal(page.hrefOf('example'), null);
    await page.session.signIn(site, 'ann@news.example', 'a password');
    const { said } = asked.at(-1)!;
    assert.deepEqual([said['flow'], said['code']], ['FLOW', 'CODE']);
    const { challenge } = asked.find(({ path }) => path.endsWith('password'))!.said['hold'] as { readonly challenge: string };
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(String(said['verifier'])));
    assert.equal(Buffer.from(digest).toString('base64url'), challenge);
    assert.deepEqual(led, [`${site}/a#diwan=END&state=s`], 'the code in between leaves this page by no address');
  });

  it('mails links that lead back to where the page was opened from', async () => {
    const { page, asked } = pageAt(query, '', { '/v1/session/code': { flow: 'f', expiresAt: '2026-11-22T12:00:00.000Z' } });
    await page.session.requestCode(site, 'ann@news.example', 'sign-in', { language: 'ku' });
    const { link, lang } = asked.at(-1)!.said as { readonly link: { readonly returnTo: string }; readonly lang: string };
    assert.deepEqual([link.returnTo, lang], [`${site}/a`, 'ku']);
  });
});
