import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sessionPaths } from '../../../src/contract/wire-session.ts';
import { membersServer } from '../../support/fake-members.ts';
import { ref } from '../../support/fake-server.ts';
import { installDatabase } from '../../support/indexed-database.ts';

const { site } = ref;
const database = installDatabase();
const language = 'en';

describe('what comes back to HttpAdapter', () => {
  const back = 'https://news.example/one?a=b';
  const stateIn = (address: string) => new URL(address).searchParams.get('state')!;

  it('is redeemed with the secret that never left the device before', async () => {
    const server = await membersServer();
    const { signInPages } = await server.open();
    const address = await signInPages.begin(site, null, `${back}#comments`, { language });
    const { pathname, searchParams } = new URL(address);
    assert.equal(pathname, sessionPaths.page);
    assert.deepEqual([searchParams.get('site'), searchParams.get('return'), searchParams.get('lang')], [site, back, 'en']);
    // In the page that it comes back to.
    const next = await server.open();
    const found = await next.signInPages.finish(site, `#diwan=code&state=${stateIn(address)}`);
    assert.equal(found?.viewer.id, 'm1');
    const body = server.asked(sessionPaths.redeem)[0]!.body as { readonly code: string; readonly verifier: string };
    assert.equal(body.code, 'code');
    assert.equal(await challengeOf(body.verifier), searchParams.get('challenge'));
    assert.ok(!address.includes(body.verifier));
  });

  it('is dropped where the device did not ask for it, and asks the server nothing', async () => {
    const server = await membersServer();
    const { signInPages } = await server.open();
    await signInPages.begin(site, 'example', back, { language });
    for (const fragment of ['#diwan=code&state=another', '#diwan=code', '#', '#comment-1', '']) assert.equal(await signInPages.finish(site, fragment), null, fragment);
    assert.equal(server.asked(sessionPaths.redeem).length, 0);
  });

  it('is good once, for its own site, and not where it failed', async () => {
    const server = await membersServer();
    const { signInPages } = await server.open();
    const states = [];
    for (const _ of [1, 2, 3]) states.push(stateIn(await signInPages.begin(site, null, back, { language })));
    assert.ok(await signInPages.finish(site, `#diwan=code&state=${states[0]!}`));
    const tooLate = { code: 'invalid', faults: [{ field: 'code', reason: 'expired' }] };
    await assert.rejects(signInPages.finish(site, `#diwan=code&state=${states[0]!}`), tooLate);
    assert.equal(await signInPages.finish('https://blog.example', `#diwan=code&state=${states[1]!}`), null);
    assert.equal(await signInPages.finish(site, `#diwan-failed=cancelled&state=${states[2]!}`), null);
    await assert.rejects(signInPages.finish(site, `#diwan=code&state=${states[2]!}`), tooLate);
    assert.equal(server.asked(sessionPaths.redeem).length, 1);
  });

  it('may come from the link in a mail', async () => {
    const server = await membersServer();
    const { session, signInPages } = await server.open();
    await session.requestCode(site, 'zin@news.example', 'sign-in', { language: 'ku', returnTo: back });
    const { link, lang } = server.asked(sessionPaths.code)[0]!.body as { link: { state: string; returnTo: string }; lang: string };
    assert.deepEqual([link.returnTo, lang], [back, 'ku']);
    assert.ok(await signInPages.finish(site, `#diwan=code&state=${link.state}`));
  });

  it('comes too late after an hour', async (test) => {
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const server = await membersServer();
    const { signInPages } = await server.open();
    const early = stateIn(await signInPages.begin(site, null, back, { language }));
    test.mock.timers.tick(60 * 60_000);
    await assert.rejects(signInPages.finish(site, `#diwan=code&state=${early}`), { code: 'invalid', faults: [{ field: 'code', reason: 'expired' }] });
    assert.equal(server.asked(sessionPaths.redeem).length, 0);
  });

  it('is awaited nowhere where the browser stores nothing: the mail has no link, and no page is opened', async (test) => {
    database.fault = 'refused';
    test.after(() => (database.fault = 'none'));
    const server = await membersServer();
    const { session, signInPages } = await server.open();
    await session.requestCode(site, 'zin@news.example', 'sign-in', { language, returnTo: back });
    assert.equal(server.asked(sessionPaths.code)[0]?.body['link'], null);
    await assert.rejects(signInPages.begin(site, null, back, { language }), { code: 'unsupported' });
  });

  it('tells no address anything of the reader, on whatever way in', async () => {
    const server = await membersServer();
    const { session, account, signInPages } = await server.open();
    const told = ['zin@news.example', 'a long enough password', 'Zîn', '12345678', 'the flow'];
    const opened = await signInPages.begin(site, 'example', back, { language });
    await session.signUp(site, { name: told[2]!, email: told[0]!, password: told[1]! }, { language, returnTo: back });
    await session.requestCode(site, told[0]!, 'reset', { language, returnTo: back });
    await session.confirm(site, told[4]!, told[3]!, told[1]!);
    await session.signIn(site, told[0]!, told[1]!);
    await signInPages.finish(site, `#diwan=code&state=${stateIn(opened)}`);
    await account.changePassword(site, told[1]!, told[1]!).catch(() => {});
    server.age();
    await account.loadAccount(site).catch(() => {});
    const { verifier } = server.asked(sessionPaths.redeem)[0]!.body as { readonly verifier: string };
    const secrets = [...told, verifier, ...server.got.flatMap(({ authorization }) => authorization?.split(' ')[1] ?? []), 'refresh-'];
    for (const address of [opened, ...server.got.map(({ address }) => address)]) {
      for (const secret of secrets) assert.ok(!decodeURIComponent(address).includes(secret), `${address} tells ${secret}`);
    }
    assert.ok(!JSON.stringify(server.got.filter(({ path }) => path !== sessionPaths.redeem)).includes(verifier));
  });

  it('is not awaited where a mail has nowhere to lead to', async () => {
    const server = await membersServer();
    const { session } = await server.open();
    await session.signUp(site, { name: 'Zîn', email: 'zin@news.example', password: null }, { language });
    assert.equal(server.asked(sessionPaths.signUp)[0]?.body['link'], null);
  });
});

async function challengeOf(verifier: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString('base64url');
}
