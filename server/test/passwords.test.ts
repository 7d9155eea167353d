import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hashing } from '../src/services/members/hashing.ts';
import { Passwords } from '../src/services/members/passwords.ts';
import { cheap } from './support/visitor.ts';

const owner = { site: 'https://news.example', name: 'Zîn Botan', email: 'zin.botan@reader.example' };

test('a password is as long as the setting says, and at most 200 code points', async () => {
  const passwords = new Passwords(15, new Hashing(cheap));
  const faults: Readonly<Record<string, string | null>> = {
    '': 'required',
    'a b c d e f g ': 'too-short',
    'a b c d e f g h': null,
    '🐴🐫🐏🐐🐄🐃🐂🐎🐖🐑🐪🦙🦒🐘': 'too-short',
    '🐴🐫🐏🐐🐄🐃🐂🐎🐖🐑🐪🦙🦒🐘🦏': null,
    ['roj baş '.repeat(25)]: null,
    [`${'roj baş '.repeat(25)}!`]: 'too-long',
    ['\uD800 a broken surrogate']: 'characters',
  };
  for (const [password, fault] of Object.entries(faults)) assert.equal(await passwords.faultOf(password, owner), fault, password);
  assert.equal(await new Passwords(8, new Hashing(cheap)).faultOf('kew û rez', owner), null);
});

test('what everybody tries first is refused, however it is dressed up', async () => {
  const passwords = new Passwords(8, new Hashing(cheap));
  const common = ['password', 'PassWord', 'password1234567', '!!password!!', 'passwordpassword', 'ｐａｓｓｗｏｒｄ', 'iloveyou', 'sunshine2026', 'aaaaaaaaaaaaaaa', 'abababababababab', 'abcdefghijklmnop', 'zyxwvutsrqponmlk', '12345678901234567890', '987654321098765', 'qwertyuiopasdfgh', 'trustno1trustno1', '111122223333'];
  for (const password of common) assert.equal(await passwords.faultOf(password, owner), 'common', password);
});

test('what is made of the site’s name, the member’s, or their address, is refused', async () => {
  const passwords = new Passwords(8, new Hashing(cheap));
  for (const password of ['zin.botan@reader.example', 'ZîN-BoTaN-2026', 'botanbotanbotan1!', 'news.example.123', 'https://news.example', 'reader botan zîn', 'Botan and zîn']) {
    assert.equal(await passwords.faultOf(password, owner), 'common', password);
  }
  for (const password of ['botan in the mountains', 'the news from the river', 'çiyayên Kurdistanê bilind in']) assert.equal(await passwords.faultOf(password, owner), null, password);
});

test('a password is taken as it comes: nothing is trimmed, cut off or made the same', async () => {
  const passwords = new Passwords(8, new Hashing(cheap));
  const phc = await passwords.hash(' Zîn û Mem ');
  assert.ok(await passwords.isRight(' Zîn û Mem ', phc));
  for (const other of ['Zîn û Mem', ' zîn û mem ', ' Zîn û Mem ', ' Zîn û Mem '.normalize('NFD')].filter((each) => each !== ' Zîn û Mem ')) assert.ok(!(await passwords.isRight(other, phc)), other);
  const long = 'ş'.repeat(199);
  assert.ok(!(await passwords.isRight(`${long}a`, await passwords.hash(`${long}b`))));
});

test('where nobody’s password is looked for, none is right, after the same work', async () => {
  const hashing = new Hashing(cheap);
  const passwords = new Passwords(8, hashing);
  const phc = await hashing.hash('a');
  const before = hashing.done;
  assert.ok(!(await passwords.isRight('a', null)));
  assert.equal(hashing.done, before + 1);
  assert.ok(await passwords.isRight('a', phc));
  assert.equal(hashing.done, before + 2);
  // As much memory, as many passes, as long a salt: otherwise it would take another time.
  assert.equal(hashing.nobodys.replace(/\$[^$]+\$[^$]+$/, ''), phc.replace(/\$[^$]+\$[^$]+$/, ''));
  assert.equal(hashing.nobodys.length, phc.length);
});
