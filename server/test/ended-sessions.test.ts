import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, sessionPaths } from 'diwan/contract';
import { mostSessions } from '../src/store/sessions.ts';
import { newReturn } from './support/device.ts';
import { faultsOf } from './support/members.ts';
import { news } from './support/server.ts';
import { byCookie, cameBack, codeTo, goodPassword, memberServer, Visitor } from './support/visitor.ts';

const email = 'zin@reader.example';

test('a code in a fragment that somebody else got is over with the sessions', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  const stolen = async (password = goodPassword): Promise<() => Promise<string[]>> => {
    const { verifier, ...back } = newReturn(`${news}/a`);
    const page = new Visitor(server, { origin: server.url, from: 'same-origin' });
    const { code } = cameBack((await page.signIn(email, password, { kind: 'return', ...back })).body.leadsTo);
    return async () => faultsOf(await new Visitor(server).send(sessionPaths.redeem, { code, verifier, hold: byCookie }));
  };
  const before = await stolen();
  const next = 'another river, two hens';
  assert.equal((await zin.send(accountPaths.password, { current: goodPassword, password: next })).status, 200);
  assert.deepEqual(await before(), ['code expired'], 'a new password');
  const { body } = await zin.code('reset');
  const meanwhile = await stolen(next);
  assert.equal((await zin.confirm(body.flow, await codeTo(server), { password: goodPassword })).status, 200);
  assert.deepEqual(await meanwhile(), ['code expired'], 'a reset');
  for (const scope of ['others', 'everywhere'] as const) {
    const code = await stolen();
    assert.equal((await zin.end(scope)).status, 200);
    assert.deepEqual(await code(), ['code expired'], scope);
  }
  assert.deepEqual(await (await stolen())(), [], 'while nothing ends it, it is good');
});

test('a member’s sessions are not kept without end: the oldest make room, and those that are over are cleared away', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server);
  await zin.join();
  const rows = async (): Promise<number> => (await server.store.database.reader.selectFrom('sessions').select('id').execute()).length;
  for (let each = 0; each < mostSessions + 5; each++) {
    clock.move(1);
    assert.equal((await new Visitor(server).signIn()).status, 200);
  }
  assert.equal(await rows(), mostSessions);
  assert.equal(await zin.who(), null);
  clock.move(31 * 86_400_000);
  await zin.signIn();
  assert.deepEqual([await rows(), await zin.who()], [1, 'Zîn']);
});
