import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, sessionPaths } from 'diwan/contract';
import { networkOfAddress } from '../src/routes/network.ts';
import { Hashing, longestQueue } from '../src/services/members/hashing.ts';
import { mailsOf } from './support/members.ts';
import { news, type TestServer } from './support/server.ts';
import { byCookie, cheap, codeTo, goodPassword, memberServer, Visitor } from './support/visitor.ts';

const hour = 60 * 60_000;
const home = '198.51.100.7';

/** Fewer than would be told to come again. */
const atOnce = 30;

/** Asks many times, a few at once. */
async function many<T>(count: number, ask: (each: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let start = 0; start < count; start += atOnce) answers.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - start) }, (_, index) => ask(start + index)))));
  return answers;
}

/** Guesses a password, and answers the status alone: ten thousand answers need not be held against the document. */
async function guess(server: TestServer, email: string, password: string, ip: string): Promise<number> {
  const headers = { ...new Visitor(server, { ip }).headers, 'content-type': 'application/json' };
  const response = await fetch(server.url + sessionPaths.password, { method: 'POST', headers, body: JSON.stringify({ site: news, email, password, hold: byCookie }) });
  await response.arrayBuffer();
  return response.status;
}

/** The same without HTTP. */
async function tried({ members }: TestServer, email: string, password: string, ip: string): Promise<number> {
  try {
    await members!.signingIn.byPassword(news, { site: news, email, password, hold: byCookie }, { device: null, network: networkOfAddress(ip) });
    return 200;
  } catch (thrown) {
    return { 'rate-limited': 429, unauthenticated: 401, unavailable: 503 }[codeOf(thrown) as string] ?? 500;
  }
}

/** Addresses of as many networks. */
const networks = (count: number): string[] => Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.1`);

test('wrong passwords for an account are slowed down, and a stranger’s do not keep its owner out', async (context) => {
  const { server, clock } = await memberServer(context);
  const zin = new Visitor(server, { ip: home });
  await zin.join();
  const statuses: number[] = [];
  // One stranger in many networks, so that it is the account that counts.
  for (const ip of networks(12)) statuses.push((await new Visitor(server, { ip }).signIn('zin@reader.example', 'a guess')).status);
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429, 429]);
  const refused = await new Visitor(server, { ip: '192.0.2.1' }).signIn();
  assert.deepEqual([refused.status, refused.body.code, refused.body.retryAfter, refused.headers.get('retry-after')], [429, 'rate-limited', 360, '360'], 'from a network where nobody of them ever was');
  assert.equal((await new Visitor(server, { ip: '198.51.100.200' }).signIn()).status, 200, 'the owner, at home');
  clock.move(361_000);
  assert.equal((await new Visitor(server, { ip: '192.0.2.1' }).signIn()).status, 200, 'it drains by itself');
});

test('who guesses in one of the owner’s own networks keeps them out of no other', async (context) => {
  const { server } = await memberServer(context);
  const work = '203.0.113.40';
  await new Visitor(server, { ip: home }).join();
  await new Visitor(server, { ip: work }).signIn();
  const guesses = await many(60, () => guess(server, 'zin@reader.example', 'a guess', work));
  assert.deepEqual([guesses.filter((status) => status === 401).length, guesses.filter((status) => status === 429).length], [50, 10]);
  assert.equal((await new Visitor(server, { ip: home }).signIn()).status, 200);
});

test('an address that nobody has is counted alike', async (context) => {
  const { server } = await memberServer(context);
  const statuses: number[] = [];
  for (const ip of networks(11)) statuses.push((await new Visitor(server, { ip }).signIn('nobody@reader.example', 'a guess')).status);
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 401), 429]);
});

test('a network is slowed down, and an office behind one address goes on', async (context) => {
  const { server, clock } = await memberServer(context);
  const ip = '203.0.113.5';
  const counted = await many(120, (each) => guess(server, `nobody${each}@reader.example`, 'a guess', ip));
  assert.equal(counted.filter((status) => status === 401).length, 100);
  clock.move(2 * hour);
  const office = Array.from({ length: 9 }, (_, index) => ({ name: `Kes ${index}`, email: `kes${index}@office.example` }));
  for (const person of office) {
    await new Visitor(server, { ip }).join(person);
    clock.move(hour);
  }
  assert.deepEqual(new Set(await many(400, (each) => guess(server, `nobody${each}@reader.example`, 'a guess', ip))), new Set([401]));
  await many(600, (each) => guess(server, `no${each}@reader.example`, 'a guess', ip));
  assert.equal((await new Visitor(server, { ip }).signIn('somebody@reader.example', 'a guess')).status, 429);
  for (const { email } of office) assert.equal((await new Visitor(server, { ip }).signIn(email)).status, 200, 'who is at home here is not kept out by others');
});

test('ten thousand sign-ins: the owner comes in throughout', async (context) => {
  const { server } = await memberServer(context);
  const zin = new Visitor(server, { ip: home });
  await zin.join();
  const attackers = networks(500);
  const tally = new Map<number, number>();
  for (let round = 0; round < 20; round++) {
    // Half a thousand over HTTP, and the rest where the rules are: that is what takes long.
    const attack = (each: number): Promise<number> =>
      round === 0 ? guess(server, 'zin@reader.example', `guess ${round}`, attackers[each]!) : tried(server, 'zin@reader.example', `guess ${round}`, attackers[each]!);
    for (const status of await many(500, attack)) tally.set(status, (tally.get(status) ?? 0) + 1);
    assert.equal((await new Visitor(server, { ip: home }).signIn()).status, 200, `round ${round}`);
  }
  assert.deepEqual([...tally].sort(), [[401, 10], [429, 9990]]);
  assert.equal(await zin.who(), 'Zîn');
});

test('fifty guesses at once are counted as fifty', async (context) => {
  const { server } = await memberServer(context);
  const replies = await Promise.all(networks(50).map((ip) => new Visitor(server, { ip }).signIn('zin@reader.example', 'a guess')));
  assert.equal(replies.filter(({ status }) => status === 401).length, 10);
});

test('mails are five an hour to an address, known or not, and the owner’s own network has its own five', async (context) => {
  const { server, clock } = await memberServer(context);
  await new Visitor(server, { ip: home }).join();
  clock.move(hour);
  const sent = (await mailsOf(server)).length;
  for (const email of ['zin@reader.example', 'nobody@reader.example']) {
    const statuses: number[] = [];
    for (const ip of networks(7)) statuses.push((await new Visitor(server, { ip }).code('reset', email)).status);
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429, 429]);
  }
  assert.equal((await mailsOf(server)).length, sent + 10);
  const zin = new Visitor(server, { ip: home });
  const { flow } = (await zin.code('sign-in')).body;
  assert.equal((await zin.confirm(flow, await codeTo(server))).status, 200);
});

test('mails are thirty an hour from a network', async (context) => {
  const { server, clock } = await memberServer(context);
  const ask = (each: number) => new Visitor(server, { ip: `203.0.113.${each}` }).code('sign-in', `kes${each}@reader.example`);
  for (let each = 0; each < 33; each++) assert.equal((await ask(each)).status, each < 30 ? 202 : 429);
  clock.move(hour / 30);
  assert.deepEqual([(await ask(40)).status, (await ask(41)).status], [202, 429]);
});

test('who asks is told by the owner’s own proxies, and by nobody else', async (context) => {
  const { server } = await memberServer(context);
  // With one proxy, whatever stands further to the left was sent by the client.
  const statuses: number[] = [];
  for (let each = 0; each < 101; each++) statuses.push((await new Visitor(server, { ip: `10.0.${each}.1, 203.0.113.9` }).signIn(`n${each}@reader.example`, 'a guess')).status);
  assert.deepEqual([statuses[99], statuses[100]], [401, 429]);
  const bare = await memberServer(context, { DIWAN_PROXIES: '0' });
  const others: number[] = [];
  for (const ip of networks(101)) others.push((await new Visitor(bare.server, { ip }).signIn(`${ip}@reader.example`, 'a guess')).status);
  assert.deepEqual([others[99], others[100]], [401, 429]);
});

test('an address stands for its network', () => {
  const cases: Readonly<Record<string, string>> = {
    '203.0.113.9': '203.0.113.0/24',
    '::ffff:203.0.113.9': '203.0.113.0/24',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1::/48',
    '2001:db8:1::6': '2001:db8:1::/48',
    '2001:0DB8:0001::': '2001:db8:1::/48',
    '2001:db8::1': '2001:db8:0::/48',
    '::1': '0:0:0::/48',
    'fe80::1%eth0': 'fe80:0:0::/48',
    '': '',
    nonsense: '',
    '203.0.113.9:80': '',
  };
  for (const [address, network] of Object.entries(cases)) assert.equal(networkOfAddress(address), network, address);
});

test('two hashes are made at once, thirty-two wait, and more are told to come again', async () => {
  const hashing = new Hashing(cheap);
  const made = await Promise.allSettled(Array.from({ length: longestQueue + 6 }, () => hashing.hash(goodPassword)));
  const refused = made.filter((each) => each.status === 'rejected');
  assert.equal(refused.length, 4);
  for (const { reason } of refused) assert.deepEqual([(reason as { code: string }).code, (reason as { retryAfter: number }).retryAfter], ['unavailable', 5]);
  assert.equal(hashing.done, longestQueue + 2);
  assert.match(await hashing.hash(goodPassword), /^\$argon2id\$/, 'and the queue is empty again');
});

test('who was told to come again has not guessed', async (context) => {
  const { server } = await memberServer(context, {}, { hashWork: { memory: 8192, passes: 3 } });
  await new Visitor(server, { ip: home }).join();
  // Not over HTTP, where they might come one after the other.
  const statuses = await Promise.all(Array.from({ length: 48 }, () => tried(server, 'zin@reader.example', goodPassword, home)));
  assert.deepEqual(statuses.filter((status) => status === 503).length, 48 - longestQueue - 2);
  assert.deepEqual(new Set(await many(50, () => guess(server, 'zin@reader.example', 'a guess', home))), new Set([401]));
  assert.equal(await guess(server, 'zin@reader.example', 'a guess', home), 429);
});
