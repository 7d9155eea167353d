import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import { BrokenRule, conform, examine, rules, type ConformanceBackend, type Rule, type RuleResult } from '../../src/conformance/index.ts';
import { CommentsError } from '../../src/contract/index.ts';
import { memoryBackend, memoryBackendWith } from '../support/memory-backend.ts';

const rule = (id: string, check: Rule['check'], needs: Rule['needs'] = []): Rule => ({ id, sentence: `${id} is kept.`, needs, check });
const kept = rule('group.kept', () => Promise.resolve());

describe('conform', () => {
  it('reports every rule in order, and counts what came of them', async () => {
    const told: string[] = [];
    const broken = rule('group.broken', () => Promise.reject(new BrokenRule('a page', 'a book')));
    const needy = rule('group.needy', kept.check, [{ what: 'more than there is', isMet: () => false }]);
    const report = await conform(memoryBackendWith({}), { rules: [kept, broken, needy], onResult: ({ id }) => told.push(id) });
    assert.deepEqual(told, ['group.kept', 'group.broken', 'group.needy']);
    assert.deepEqual(report.results.map(({ outcome, reason, expected, got }) => ({ outcome, reason, expected, got })), [
      { outcome: 'passed', reason: null, expected: null, got: null },
      { outcome: 'failed', reason: null, expected: 'a page', got: 'a book' },
      { outcome: 'skipped', reason: 'needs more than there is', expected: null, got: null },
    ]);
    assert.deepEqual([report.adapter, report.passed, report.failed, report.skipped], ['memory', 1, 1, 1]);
  });

  it('says of an error that a rule did not expect what it was', async () => {
    const thrown = new CommentsError('invalid', 'no', { faults: [{ field: 'size', reason: 'malformed' }] });
    const [result] = (await conform(memoryBackendWith({}), { rules: [rule('group.throws', () => Promise.reject(thrown))] })).results;
    assert.deepEqual([result?.expected, result?.got], ['an answer', 'CommentsError invalid: no [{"field":"size","reason":"malformed"}]']);
  });

  it('ends a rule that does not end, and goes on', async () => {
    const endless = rule('group.endless', () => new Promise(() => {}));
    const { results } = await conform(memoryBackendWith({}), { rules: [endless, kept], timeLimit: 20 });
    assert.deepEqual(results.map(({ outcome, expected }) => [outcome, expected]), [['failed', 'an end within 20 ms'], ['passed', null]]);
  });

  it('gives each rule an adapter of its own, and closes every one', async () => {
    const open = new Set<MemoryAdapter>();
    const given: unknown[] = [];
    const noting = (id: string): Rule => rule(id, ({ adapter }) => Promise.resolve(void given.push(adapter)));
    await conform(memoryBackend(() => {
      const adapter = new MemoryAdapter();
      open.add(adapter);
      adapter.close = () => Promise.resolve(void open.delete(adapter));
      return adapter;
    }), { rules: [noting('group.one'), noting('group.two')] });
    assert.equal(new Set(given).size, 2);
    assert.equal(open.size, 0);
  });

  it('examines a backend that fails at once rule by rule, instead of giving up', async () => {
    const backend = memoryBackend(() => Object.assign(new MemoryAdapter(), { loadThread: () => Promise.reject(new CommentsError('unavailable', 'down')) }));
    const { results, failed } = await conform(backend);
    const reading = results.filter(({ id, outcome }: RuleResult) => id.startsWith('reading.') && outcome !== 'skipped');
    assert.ok(failed > 0 && reading.every(({ outcome, got }) => outcome === 'failed' && got !== null));
  });
});

describe('examine', () => {
  it('finds out whether comments are held, listed and frozen', async () => {
    const looked = async (...given: Parameters<typeof examine>) => {
      const { subject, close } = await examine(...given);
      await close();
      return [subject.holds, subject.lists, subject.freezes];
    };
    const { create, site } = memoryBackendWith({ hold: true });
    assert.deepEqual(await looked(memoryBackendWith({})), [false, true, true]);
    assert.deepEqual(await looked(memoryBackendWith({ hold: true })), [true, true, true]);
    assert.deepEqual(await looked({ create, site }), [true, false, true]);
  });
});

describe('the rules about members', () => {
  const ofMembers = rules.filter(({ id }) => /^(?:session|account)\./.test(id));
  const outcomesOf = async (backend: ConformanceBackend) => new Map((await conform(backend, { rules: ofMembers })).results.map(({ id, outcome, reason }) => [id, reason ?? outcome]));

  it('all apply where there is a mailbox and a second device, but those for comments that are held', async () => {
    const outcomes = await outcomesOf(memoryBackendWith({}));
    assert.deepEqual([...outcomes].filter(([, outcome]) => outcome !== 'passed').map(([id]) => id), ['account.comments-held']);
  });

  it('have no mail sent where nobody reads it', async () => {
    const mails: unknown[] = [];
    const { site } = memoryBackendWith({});
    const outcomes = await outcomesOf({ create: () => new MemoryAdapter({ onMail: (mail) => mails.push(mail) }), site });
    assert.deepEqual(mails, []);
    assert.equal(outcomes.get('session.join'), 'needs a mailbox (backend.mailbox)');
    assert.equal(outcomes.get('session.nobody'), 'passed');
  });

  it('type nothing where passwords may not be typed', async () => {
    const elsewhere = new MemoryAdapter();
    const { session } = elsewhere;
    const typed: string[] = [];
    const refused = (what: string) => () => (typed.push(what), Promise.reject(new CommentsError('forbidden', 'not here')));
    const ways = { password: 'page', passkeys: false, providers: [], singleSignOn: false, passwordLength: 15 } as const;
    const backend = memoryBackend(() => Object.assign(new MemoryAdapter(), { session: { ...session!, loadWays: () => Promise.resolve(ways), signUp: refused('signUp'), signIn: refused('signIn') } }));
    const outcomes = await outcomesOf(backend);
    assert.deepEqual(typed, []);
    assert.match(outcomes.get('session.unknown')!, /^needs addresses and passwords that may be typed/);
  });

  it('do not apply to a backend without members', async () => {
    const outcomes = await outcomesOf(memoryBackendWith({ members: false }));
    assert.deepEqual([...outcomes].filter(([, outcome]) => !outcome.startsWith('needs the facet') && !outcome.startsWith('needs addresses')), []);
  });
});

describe('the rules', () => {
  it('have ids of their own, each in a group, and sentences', () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    for (const { id, sentence } of rules) {
      assert.match(id, /^[a-z-]+\.[A-Za-z-]+$/);
      assert.match(sentence, /^[\p{L}].*\.$/u, `the sentence of ${id}`);
    }
  });
});
