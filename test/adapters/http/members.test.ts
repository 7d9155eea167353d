import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCommentsError } from '../../../src/contract/errors.ts';
import { sessionPaths } from '../../../src/contract/wire-session.ts';
import { membersServer } from '../../support/fake-members.ts';
import { comment, query, ref } from '../../support/fake-server.ts';
import { installDatabase } from '../../support/indexed-database.ts';

const { site } = ref;
const database = installDatabase();
const language = 'en';

describe('a session of HttpAdapter on a page of another site', () => {
  it('is held by tokens bound to a key, never by a cookie', async () => {
    const server = await membersServer();
    const { session } = await server.open();
    assert.equal((await session.signIn(site, 'zin@news.example', 'a long enough password')).viewer.name, 'Zîn');
    const [asked] = server.asked(sessionPaths.password);
    assert.equal((asked?.body['hold'] as { kind: string }).kind, 'token');
    assert.equal(asked?.credentials, 'omit');
  });

  it('writes as the member, and reads pages as everybody', async () => {
    const server = await membersServer();
    const adapter = await server.open();
    await adapter.session.signIn(site, 'zin@news.example', 'a long enough password');
    await adapter.createComment(ref, { ...comment, guest: null }, { key: comment.id }).catch(() => {});
    await adapter.own.loadOwn(ref, ['c1']).catch(() => {});
    await adapter.loadThread(ref, query);
    const [, written, page] = [server.got.at(-3), server.got.at(-2), server.got.at(-1)];
    assert.equal(server.got.at(-3)?.authorization, 'Bearer access-1');
    assert.equal(written?.authorization, 'Bearer access-1');
    assert.deepEqual([page?.authorization, page?.credentials], [null, 'omit']);
  });

  it('outlives the page by its refresh token, signed by the key', async () => {
    const server = await membersServer();
    await (await server.open()).session.signIn(site, 'zin@news.example', 'a long enough password');
    const next = await server.open();
    assert.equal((await next.session.loadSession(site))?.viewer.id, 'm1');
    assert.equal(server.asked(sessionPaths.refresh).length, 1);
    assert.equal(server.asked(sessionPaths.session).length, 0);
    await next.account.endSession(site, 'd1').catch(() => {});
    assert.equal(server.got.at(-1)?.authorization, 'Bearer access-2');
  });

  it('gets new tokens once for all who are refused at the same time, and asks again for each', async () => {
    const server = await membersServer();
    const { session, account } = await server.open();
    await session.signIn(site, 'zin@news.example', 'a long enough password');
    server.age();
    await Promise.all([account.claim(site, []), account.claim(site, []), account.claim(site, [])].map((each) => each.catch((thrown: unknown) => assert.equal(isCommentsError(thrown) && thrown.code, 'protocol'))));
    assert.equal(server.asked(sessionPaths.refresh).length, 1);
    assert.deepEqual(server.got.slice(-3).map(({ authorization }) => authorization), Array(3).fill('Bearer access-2'));
  });

  it('is over where the refresh is refused, and then nothing more is tried', async () => {
    const server = await membersServer();
    const { session, account } = await server.open();
    await session.signIn(site, 'zin@news.example', 'a long enough password');
    server.age();
    server.state.isOver = true;
    await assert.rejects(account.loadAccount(site), { code: 'unauthenticated' });
    assert.equal(await (await server.open()).session.loadSession(site), null);
    assert.equal(server.asked(sessionPaths.refresh).length, 1);
  });

  it('stays where the answer to a refresh is lost', async () => {
    const server = await membersServer();
    await (await server.open()).session.signIn(site, 'zin@news.example', 'a long enough password');
    const next = await server.open();
    server.state.mayHear = false;
    const { counter } = server.state;
    await assert.rejects(next.session.loadSession(site), { code: 'unavailable' });
    Object.assign(server.state, { mayHear: true, counter });
    assert.equal((await next.session.loadSession(site))?.viewer.id, 'm1');
  });

  it('is forgotten on this device after a sign-out, and kept after one of the others', async () => {
    const server = await membersServer();
    const { session } = await server.open();
    await session.signIn(site, 'zin@news.example', 'a long enough password');
    await session.signOut(site, 'others');
    server.state.isOver = false;
    assert.notEqual(await session.loadSession(site), null);
    await session.signOut(site, 'here');
    const refreshes = server.asked(sessionPaths.refresh).length;
    assert.equal(await (await server.open()).session.loadSession(site), null);
    assert.equal(server.asked(sessionPaths.refresh).length, refreshes);
  });
});

describe('a session of HttpAdapter in a bad hour', () => {
  const password = 'a long enough password';
  const signedIn = async () => {
    const server = await membersServer();
    await (await server.open()).session.signIn(site, 'zin@news.example', password);
    return server;
  };
  /** Nothing is answered until it is called. */
  const holdBack = ({ state }: Awaited<ReturnType<typeof membersServer>>) => {
    let release = (): void => undefined;
    state.holdsBack = new Promise((resolve) => (release = resolve));
    return () => release();
  };

  it('lasts as long as the page where the browser stores nothing', async (test) => {
    database.fault = 'refused';
    test.after(() => (database.fault = 'none'));
    const server = await membersServer();
    const { session, account } = await server.open();
    await session.signIn(site, 'zin@news.example', password);
    server.age();
    await account.claim(site, []).catch(() => {});
    assert.equal(server.got.at(-1)?.authorization, 'Bearer access-2');
    assert.equal(database.records.size, [...database.records.keys()].filter((key) => !key.includes(server.server)).length);
  });

  it('is not taken for over while the database hangs', async (test) => {
    const server = await signedIn();
    const next = await server.open();
    database.fault = 'hangs';
    test.after(() => (database.fault = 'none'));
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const asked = assert.rejects(next.session.loadSession(site), { code: 'unavailable' });
    for (let turns = 0; turns < 20; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      test.mock.timers.tick(1000);
    }
    await asked;
    database.fault = 'none';
    assert.equal((await next.session.loadSession(site))?.viewer.id, 'm1');
  });

  it('is renewed also where the browser refuses locks', async (test) => {
    const server = await signedIn();
    const { navigator } = globalThis;
    Object.defineProperty(globalThis, 'navigator', { value: { get locks() { throw new DOMException('refused', 'SecurityError'); } }, configurable: true });
    test.after(() => Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true }));
    assert.equal((await (await server.open()).session.loadSession(site))?.viewer.id, 'm1');
  });

  it('is renewed by one tab after the other, each with the token of the one before', async () => {
    const server = await signedIn();
    const tabs = await Promise.all([server.open(), server.open(), server.open()]);
    const views = await Promise.all(tabs.map(({ session }) => session.loadSession(site)));
    assert.deepEqual(views.map((view) => view?.viewer.id), ['m1', 'm1', 'm1']);
    assert.deepEqual(server.asked(sessionPaths.refresh).map(({ body }) => body['refresh']), ['refresh-1', 'refresh-2', 'refresh-3']);
  });

  it('lets a reader give up waiting for new tokens, and others have them', async () => {
    const server = await signedIn();
    const { session } = await server.open();
    const release = holdBack(server);
    const giving = new AbortController();
    const given = session.loadSession(site, { signal: giving.signal });
    const waiting = session.loadSession(site);
    while (!server.asked(sessionPaths.refresh).length) await new Promise((resolve) => setImmediate(resolve));
    giving.abort(new Error('enough'));
    await assert.rejects(given, /enough/);
    release();
    assert.equal((await waiting)?.viewer.id, 'm1');
  });

  it('does not come back when it was ended while it was renewed', async () => {
    const server = await signedIn();
    const [one, other] = [await server.open(), await server.open()];
    await other.session.loadSession(site);
    const release = holdBack(server);
    const renewing = one.session.loadSession(site);
    while (server.asked(sessionPaths.refresh).length < 2) await new Promise((resolve) => setImmediate(resolve));
    server.state.holdsBack = Promise.resolve();
    await other.session.signOut(site, 'here');
    server.state.isOver = false;
    release();
    assert.equal(await renewing, null);
    assert.equal(await (await server.open()).session.loadSession(site), null);
  });

  it('may be ended a second time', async () => {
    const server = await signedIn();
    const { session } = await server.open();
    await session.loadSession(site);
    Object.assign(server.state, { isOver: true });
    server.age();
    await session.signOut(site, 'here');
    await session.signOut(site, 'everywhere');
    assert.equal(await session.loadSession(site), null);
  });

  it('is looked for by whoever asks for the account first', async () => {
    const server = await signedIn();
    const { account } = await server.open();
    await account.claim(site, []).catch(() => {});
    assert.equal(server.got.at(-1)?.authorization, 'Bearer access-2');
  });

  it('needs https, and says so', async (test) => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues: crypto.getRandomValues.bind(crypto) }, configurable: true });
    test.after(() => Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true }));
    const { session, signInPages } = await (await membersServer()).open();
    await assert.rejects(session.signIn(site, 'zin@news.example', password), { code: 'unsupported' });
    await assert.rejects(signInPages.begin(site, null, site, { language }), { code: 'unsupported' });
  });
});

describe('a session of HttpAdapter on a page of the same site', () => {
  it('is held by the cookie, and by nothing that a script could read', async () => {
    const server = await membersServer({ here: true });
    const { session, account } = await server.open();
    await session.signIn(site, 'zin@news.example', 'a long enough password');
    const [asked] = server.asked(sessionPaths.password);
    assert.deepEqual([asked?.body['hold'], asked?.credentials], [{ kind: 'cookie' }, 'include']);
    await account.endSession(site, 'd1').catch(() => {});
    assert.deepEqual([server.got.at(-1)?.authorization, server.got.at(-1)?.credentials], [null, 'include']);
  });

  it('is asked for by the next page', async () => {
    const server = await membersServer({ here: true });
    await (await server.open()).session.signIn(site, 'zin@news.example', 'a long enough password');
    assert.equal((await (await server.open()).session.loadSession(site))?.viewer.id, 'm1');
  });

  it('is held by tokens in a browser that does not give the cookie back, without the reader doing anything twice', async () => {
    const server = await membersServer({ here: true, takesCookies: false });
    const { session } = await server.open();
    assert.equal((await session.confirm(site, 'flow', '12345678', null)).viewer.id, 'm1');
    assert.deepEqual(server.asked(sessionPaths.confirm).map(({ body }) => (body['hold'] as { kind: string }).kind), ['token']);
    assert.equal((await (await server.open()).session.loadSession(site))?.viewer.id, 'm1');
  });
});

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
