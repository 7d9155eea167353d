import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/app.ts';

test('without a word the server is a trial for this machine', () => {
  const config = readConfig({});
  assert.deepEqual([config.port, config.host, config.holdsNew, config.demoFolder, config.secret, config.publicUrl], [8787, '127.0.0.1', false, null, null, null]);
  assert.match(config.folder, /\.data$/);
  assert.match(config.embedFolder, /dist.embed$/);
  assert.equal(config.earlierFolder, `${config.embedFolder}-earlier`);
  assert.deepEqual(config.sites.ids, ['local']);
  assert.deepEqual(config.facts.guest, { name: 'required', email: 'optional' });
  assert.equal(config.facts.maxLength, 5000);
  assert.deepEqual(config.windows, { edit: 15 * 60_000, remove: 24 * 3_600_000 });
});

test('members have longer than guests unless it is said, and nothing where guests have nothing', () => {
  const windows = (environment: Record<string, string>) => {
    const { edit, remove } = readConfig(environment).members.windows;
    return [edit / 60_000, remove / 3_600_000];
  };
  assert.deepEqual(windows({}), [60, 720]);
  assert.deepEqual(windows({ DIWAN_EDIT_MINUTES: '90', DIWAN_REMOVE_HOURS: '8000' }), [90, 8000]);
  assert.deepEqual(windows({ DIWAN_EDIT_MINUTES: '0', DIWAN_REMOVE_HOURS: '0' }), [0, 0]);
  assert.deepEqual(windows({ DIWAN_EDIT_MINUTES: '0', DIWAN_MEMBER_EDIT_MINUTES: '5', DIWAN_MEMBER_REMOVE_HOURS: '0' }), [5, 0]);
  const { members } = readConfig({ DIWAN_RESERVED_NAMES: ' Redaksiyon , The Boss,' });
  assert.deepEqual([members.areOn, members.passwordLength, members.proxies, members.reservedNames], [true, 15, 0, ['Redaksiyon', 'The Boss']]);
});

test('what is empty counts as unset', () => {
  assert.equal(readConfig({ PORT: '', HOST: ' ', DIWAN_MAX_LENGTH: '' }).port, 8787);
});

test('sites are lists of origins', () => {
  const { sites } = readConfig({ DIWAN_SITES: ' https://news.example/  https://www.news.example ,http://localhost:8080' });
  assert.deepEqual(sites.ids, ['https://news.example', 'http://localhost:8080']);
  assert.equal(sites.idOf('https://www.news.example'), 'https://news.example');
  assert.equal(sites.idOf('http://localhost:8081'), null);
  assert.equal(sites.idOf('constructor'), null);
});

test('every mistake is told at once, a sentence each, and no secret with it', () => {
  const environment = {
    PORT: '80o',
    DIWAN_SITES: 'news.example',
    DIWAN_SECRET: 'too short',
    DIWAN_HOLD: 'maybe',
    DIWAN_MAX_LENGTH: '0',
    DIWAN_EDIT_MINUTES: 'always',
    DIWAN_REMOVE_HOURS: '-1',
    DIWAN_GUEST_EMAIL: 'yes',
    DIWAN_GUEST_NAME: 'no',
    DIWAN_PUBLIC_URL: 'comments',
    DIWAN_SMTP: 'mail.example:465',
    DIWAN_MAIL_FROM: 'comments',
  };
  assert.throws(
    () => readConfig(environment),
    (thrown) => {
      assert.ok(thrown instanceof ConfigError);
      assert.deepEqual(thrown.problems.map((problem) => problem.split(' ')[0]).sort(), Object.keys(environment).sort());
      assert.ok(!thrown.message.includes('too short'));
      return true;
    },
  );
});

test('numbers and origins that cannot be are refused', () => {
  const table: Record<string, readonly string[]> = {
    PORT: ['-1', '65536', '1e3', '8787.5', 'http'],
    DIWAN_MAX_LENGTH: ['10001', '-5', '5k'],
    DIWAN_EDIT_MINUTES: ['525601', '-1', '1.5', '15m'],
    DIWAN_REMOVE_HOURS: ['8761', '-1', '0.5', 'never'],
    DIWAN_MEMBERS: ['yes', '1', 'ON'],
    DIWAN_PASSWORD_LENGTH: ['7', '65', 'long'],
    DIWAN_MEMBER_EDIT_MINUTES: ['525601', '-1'],
    DIWAN_MEMBER_REMOVE_HOURS: ['8761', 'never'],
    DIWAN_PROXIES: ['-1', '11', 'nginx'],
    DIWAN_SITES: ['https://news.example/path', 'ftp://news.example', 'https://a.example,,https://b.example', '*', 'https://user@news.example', 'https://a.example https://a.example'],
    DIWAN_PUBLIC_URL: ['ftp://comments.example', '/comments'],
  };
  for (const [name, values] of Object.entries(table)) {
    for (const value of values) assert.throws(() => readConfig({ [name]: value }), { name: 'ConfigError', message: new RegExp(name) }, `${name}=${value}`);
  }
});

test('a mail server is an address, and stands beside whom mails are from', () => {
  const from = 'News <comments@news.example>';
  const mail = (DIWAN_SMTP: string, DIWAN_MAIL_FROM = from): unknown => readConfig({ DIWAN_SMTP, DIWAN_MAIL_FROM }).mail;
  assert.deepEqual(mail('smtps://zin%40news.example:p%3A%40ss@mail.example'), {
    server: { host: 'mail.example', port: 465, isSecure: true, user: 'zin@news.example', password: 'p:@ss' },
    from: { address: 'comments@news.example', name: 'News' },
  });
  assert.deepEqual(mail('smtp://[::1]:2525/', '"Nûçe, rojane" <comments@news.example>'), {
    server: { host: '::1', port: 2525, isSecure: false, user: null, password: null },
    from: { address: 'comments@news.example', name: 'Nûçe, rojane' },
  });
  assert.deepEqual(mail('smtp://mail', 'comments@news.example'), { server: { host: 'mail', port: 587, isSecure: false, user: null, password: null }, from: { address: 'comments@news.example', name: null } });
  assert.equal(readConfig({}).mail, null);
  const wrong = ['http://mail.example', 'smtp://', 'smtp:mail.example', 'smtp://mail.example/path', 'smtp://mail.example?tls=0', 'smtp://:hidden@mail.example', 'smtp://zin:hidden%@mail.example', 'smtp://mail.example:99999'];
  for (const smtp of wrong) assert.throws(() => mail(smtp), (thrown) => thrown instanceof ConfigError && /^DIWAN_SMTP /.test(thrown.message) && !thrown.message.includes('hidden'), smtp);
  for (const sender of ['News', 'a@b.example, c@d.example', 'News <a@b.example>, x', 'News\nBcc: x <a@b.example>', '<a@b.example> <c@d.example>', 'a@localhost']) assert.throws(() => mail('smtp://mail.example', sender), /^ConfigError: DIWAN_MAIL_FROM /, sender);
  assert.throws(() => readConfig({ DIWAN_SMTP: 'smtp://mail.example' }), /DIWAN_MAIL_FROM/);
  assert.throws(() => readConfig({ DIWAN_MAIL_FROM: from }), /DIWAN_SMTP/);
});

test('the times to edit and remove are minutes and hours, and may be none', () => {
  assert.deepEqual(readConfig({ DIWAN_EDIT_MINUTES: '0', DIWAN_REMOVE_HOURS: '0' }).windows, { edit: 0, remove: 0 });
  assert.deepEqual(readConfig({ DIWAN_EDIT_MINUTES: '525600', DIWAN_REMOVE_HOURS: '8760' }).windows, { edit: 31_536_000_000, remove: 31_536_000_000 });
});
