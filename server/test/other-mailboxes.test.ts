import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, emailFault } from 'diwan/contract';
import { faultsOf, mailsOf } from './support/members.ts';
import { codeTo, goodPassword, memberServer, Visitor } from './support/visitor.ts';

/** The sign for kelvin, which `toLowerCase` makes a `k`; a mailbox of its own where addresses may hold such letters (RFC 6531). */
const kelvin = '\u212Aim@reader.example';

test('an address that is only written alike is another mailbox: its owner gets no code of the member’s', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join({ name: 'Kim', email: 'kim@reader.example' });
  assert.equal(emailFault(kelvin, 'required'), null, 'it can be typed');
  for (const purpose of ['sign-in', 'reset'] as const) {
    await new Visitor(server).code(purpose, kelvin);
    const [[to, text] = ['', '']] = await mailsOf(server);
    assert.deepEqual([to, /\d{8}/.test(text)], [kelvin, false], purpose);
  }
  const thief = new Visitor(server);
  const { body } = await thief.signUp({ name: 'Kamal', email: kelvin });
  await thief.confirm(body.flow, await codeTo(server, kelvin));
  assert.equal(await thief.who(), 'Kamal', 'who joins with it is somebody else');
});

test('a mail goes to the address that the member confirmed, however it was typed', async (context) => {
  const { server } = await memberServer(context);
  await new Visitor(server).join({ email: 'zin@reader.example' });
  const thief = new Visitor(server);
  const asked = [await thief.code('sign-in', 'ZIN@reader.example'), await thief.code('reset', 'zIn@Reader.Example'), await thief.signUp({ name: 'Other', email: 'Zin@reader.example' })];
  for (const { status } of asked) assert.equal(status, 202);
  assert.deepEqual([...new Set((await mailsOf(server)).map(([to]) => to))], ['zin@reader.example']);
});

test('whoever joins under an address that got an account meanwhile, written otherwise, is not let in to that', async (context) => {
  const { server } = await memberServer(context);
  const thief = new Visitor(server);
  const { body } = await thief.signUp({ name: 'Other', email: 'ZIN@reader.example' });
  const code = await codeTo(server, 'ZIN@reader.example');
  await new Visitor(server).join({ email: 'zin@reader.example' });
  assert.deepEqual(faultsOf(await thief.confirm(body.flow, code)), ['code expired']);
  assert.equal(await thief.who(), null);
});

test('nobody is kept from their mails by a name that cannot stand in one', async (context) => {
  const { server } = await memberServer(context);
  const name = 'Zin =?utf-8?q?x?=';
  const zin = new Visitor(server);
  await zin.join({ name });
  assert.equal(await zin.who(), name);
  for (const purpose of ['sign-in', 'reset'] as const) assert.equal((await new Visitor(server).code(purpose)).status, 202, purpose);
  assert.equal((await new Visitor(server).signUp()).status, 202);
  await zin.send(accountPaths.password, { current: goodPassword, password: 'another river, two hens' });
  const subjects = (await mailsOf(server)).map(([, text]) => text.split('\n')[0]);
  assert.ok(subjects.some((subject) => subject?.includes('password') && subject.includes('was changed')), subjects.join());
});
