import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountPaths, sessionPaths } from 'diwan/contract';
import { beginningsFromNetwork, changesOfMember } from '../src/services/members/limits.ts';
import { newReturn } from './support/device.ts';
import { joined } from './support/members.ts';
import { news, query } from './support/server.ts';
import { memberServer, Visitor } from './support/visitor.ts';

const providers = JSON.stringify([{ id: 'example', name: 'Example', clientId: 'x', oauth2: { authorization: 'https://id.example/authorize', token: 'https://id.example/token', userinfo: 'https://id.example/me', fields: { subject: 'id' } } }]);

test('nobody fills the database by beginning what they never end, and other networks go on', async (context) => {
  const { server, clock } = await memberServer(context, { DIWAN_PROVIDERS: providers });
  const rows = async (): Promise<number> => (await server.store.database.reader.selectFrom('flows').select('site').execute()).length;
  const begin = async (ip: string): Promise<number> => {
    const { verifier: _, returnTo, ...back } = newReturn(`${news}/a`);
    return (await new Visitor(server, { ip }).ask(`/v1/providers/example?${query({ site: news, ...back, return: returnTo })}`)).status;
  };
  const challenge = async (ip: string): Promise<number> => (await new Visitor(server, { ip }).send(sessionPaths.passkeyChallenge, { purpose: 'sign-in' })).status;
  for (let each = 0; each < beginningsFromNetwork / 2; each++) assert.deepEqual([await begin('198.51.100.1'), await challenge('198.51.100.2')], [302, 200]);
  assert.deepEqual([await begin('198.51.100.3'), await challenge('198.51.100.4')], [429, 429]);
  assert.equal(await rows(), beginningsFromNetwork);
  assert.deepEqual([await begin('203.0.113.1'), await challenge('203.0.113.1')], [302, 200]);
  clock.move(60_000);
  assert.deepEqual([await begin('198.51.100.1'), await challenge('198.51.100.1')], [302, 200]);
});

test('a member takes no more names and pictures in an hour than anybody needs', async (context) => {
  const { server } = await memberServer(context);
  const zin = await joined(server);
  const rename = async (name: string): Promise<number> => (await zin.send('PATCH', accountPaths.account, { name, about: null, settings: null })).status;
  for (let each = 0; each < changesOfMember; each++) {
    assert.equal(await rename(each % 2 ? 'Zîn' : 'Zîna'), 200);
    assert.equal((await zin.picture(Buffer.from('no picture'))).status, 422);
  }
  assert.deepEqual([await rename('Zînê'), (await zin.picture(Buffer.from('no picture'))).status], [429, 429]);
  assert.equal(await rename('Zîn'), 200, 'the name that one has is none');
});
