import { expect } from '@open-wc/testing';
import { get, set } from 'idb-keyval';
import { LocalAdapter } from '../../../src/adapters/local/local-adapter.ts';
import type { NewComment, ThreadQuery } from '../../../src/contract/index.ts';
import { codeOf, newCommentId } from '../../../src/contract/index.ts';
import { systemClock } from '../../../src/storage/clock.ts';
import { databaseStore } from '../../../src/storage/database.ts';
import { describeConformance } from '../../support/conformance.ts';

const name = `local-${newCommentId()}`;
const storeOf = () => databaseStore({ name, factory: () => indexedDB, clock: systemClock });

await describeConformance(
  'the local adapter',
  { create: () => new LocalAdapter({ store: storeOf() }), another: () => new LocalAdapter({ store: storeOf() }), site: 'https://news.example' },
  { describe, it, after },
);

describe('LocalAdapter', () => {
  const query: ThreadQuery = { sort: 'oldest', size: 100, at: { page: 1 }, asOf: null };
  const thread = () => ({ site: 'https://news.example', key: `/${newCommentId()}`, url: null, title: null });
  const comment = (text: string, id = newCommentId()): NewComment => ({
    id,
    parentId: null,
    body: { format: 'text', text },
    guest: { name: 'Ann', email: 'ann@news.example' },
  });

  it('keeps every comment though several tabs write at once', async () => {
    const ref = thread();
    const tabs = [1, 2, 3].map(() => new LocalAdapter({ store: storeOf() }));
    const sent = Array.from({ length: 15 }, (_, index) => comment(`Comment ${index}`));
    await Promise.all(sent.map((one, index) => tabs[index % 3]!.createComment(ref, one, { key: one.id })));
    const { items } = await new LocalAdapter({ store: storeOf() }).loadThread(ref, query);
    expect(items.map(({ id }) => id)).to.have.members(sent.map(({ id }) => id));
  });

  it('lets one tab have an id that two claim with different texts', async () => {
    const ref = thread();
    const id = newCommentId();
    const outcomes = await Promise.allSettled(
      ['one', 'two'].map((text) => new LocalAdapter({ store: storeOf() }).createComment(ref, comment(text, id), { key: id })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => codeOf(reason))).to.deep.equal(['conflict']);
  });

  it('keeps the order of publishing though the clock is set back', async () => {
    const ref = thread();
    let now = Date.parse('2036-01-01');
    const adapter = new LocalAdapter({ store: storeOf(), now: () => now });
    await adapter.createComment(ref, comment('first'), { key: '1' });
    now = Date.parse('2026-01-01');
    await adapter.createComment(ref, comment('second'), { key: '2' });
    const { items } = await adapter.loadThread(ref, query);
    expect(items.map(({ body }) => body.text)).to.deep.equal(['first', 'second']);
  });

  it('never keeps an e-mail address', async () => {
    const ref = { ...thread(), site: `https://${newCommentId()}.example` };
    const one = comment('Hello');
    await new LocalAdapter({ store: storeOf() }).createComment(ref, one, { key: one.id });
    const kept: unknown = await get(`v1:comments:${ref.site}`, storeOf());
    expect(JSON.stringify(kept)).to.contain('Hello').and.not.contain('ann@');
  });

  it('leaves alone what a newer version kept', async () => {
    const ref = { ...thread(), site: `https://${newCommentId()}.example` };
    await set(`v1:comments:${ref.site}`, { version: 2 }, storeOf());
    const adapter = new LocalAdapter({ store: storeOf() });
    const failures = await Promise.allSettled([adapter.loadThread(ref, query), adapter.createComment(ref, comment('Hello'), { key: '1' })]);
    expect(failures.map((outcome) => outcome.status === 'rejected' && codeOf(outcome.reason))).to.deep.equal(['unavailable', 'unavailable']);
    expect(await get(`v1:comments:${ref.site}`, storeOf())).to.deep.equal({ version: 2 });
  });

  it('is unavailable where the database is refused', async () => {
    const cause = new DOMException('blocked', 'SecurityError');
    const adapter = new LocalAdapter({ store: () => Promise.reject(cause) });
    const outcome = await adapter.loadThread(thread(), query).catch((error: unknown) => error);
    expect(outcome).to.include({ code: 'unavailable', cause });
  });
});
