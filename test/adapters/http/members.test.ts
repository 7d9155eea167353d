import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCommentsError } from '../../../src/contract/errors.ts';
import { sessionPaths } from '../../../src/contract/wire-session.ts';
import { membersServer } from '../../support/fake-members.ts';
import { comment, query, ref } from '../../support/fake-server.ts';
import { installDatabase } from '../../support/indexed-database.ts';

const { site } = ref;
installDatabase();

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

  it('leaves a guest’s comment a guest’s, though somebody signed in while it waited', async () => {
    const server = await membersServer();
    const adapter = await server.open();
    await adapter.session.signIn(site, 'zin@news.example', 'a long enough password');
    await adapter.createComment(ref, comment, { key: comment.id }).catch(() => {});
    const { authorization, credentials, body } = server.got.at(-1)!;
    assert.deepEqual([authorization, credentials, body['id']], [null, 'omit', comment.id]);
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

  it('is held by tokens in a browser that does not give cookies back', async () => {
    const server = await membersServer({ here: true, takesCookies: false });
    const { session } = await server.open();
    assert.equal((await session.confirm(site, 'flow', '12345678', null)).viewer.id, 'm1');
    assert.deepEqual(server.asked(sessionPaths.confirm).map(({ body }) => (body['hold'] as { kind: string }).kind), ['token']);
    assert.equal((await (await server.open()).session.loadSession(site))?.viewer.id, 'm1');
  });
});
