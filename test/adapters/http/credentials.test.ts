import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sessionPaths } from '../../../src/contract/wire-session.ts';
import { membersServer } from '../../support/fake-members.ts';
import { ref } from '../../support/fake-server.ts';
import { installDatabase } from '../../support/indexed-database.ts';

const { site } = ref;
const database = installDatabase();
const language = 'en';

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

  it('goes on where the database is full', async (test) => {
    const server = await signedIn();
    const { account } = await server.open();
    database.fault = 'full';
    test.after(() => (database.fault = 'none'));
    for (const access of ['access-2', 'access-3', 'access-4']) {
      await account.claim(site, []).catch(() => {});
      assert.equal(server.got.at(-1)?.authorization, `Bearer ${access}`);
      server.age();
    }
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

  it('leaves a picture the time that it needs on a slow line', async (test) => {
    const server = await signedIn();
    const { account, session } = await server.open();
    await session.loadSession(site);
    const given = test.mock.method(AbortSignal, 'timeout');
    await account.changePicture(site, null).catch(() => {});
    await account.changePicture(site, new Blob(['image'], { type: 'image/png' })).catch(() => {});
    const [usual, patient] = given.mock.calls.map(({ arguments: [milliseconds] }) => milliseconds);
    assert.ok(patient! >= 120_000 && patient! > usual!, `${String(patient)} ms`);
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
