import { expect } from '@open-wc/testing';
import { get, set } from 'idb-keyval';
import { LocalAdapter } from '../../../src/adapters/local/local-adapter.ts';
import type { NewComment, ThreadQuery } from '../../../src/contract/index.ts';
import { codeOf, newCommentId, newGuestKey } from '../../../src/contract/index.ts';
import { systemClock } from '../../../src/storage/clock.ts';
import { databaseStore } from '../../../src/storage/database.ts';
import { describeConformance } from '../../support/conformance.ts';
import { Mailbox } from '../../support/mailbox.ts';

const name = `local-${newCommentId()}`;
const storeOf = () => databaseStore({ name, factory: () => indexedDB, clock: systemClock });

const mailbox = new Mailbox();
let devices = 0;
const devicesOf = new WeakMap<LocalAdapter, string>();
const onDevice = (device: string): LocalAdapter => {
  const adapter = new LocalAdapter({ store: storeOf(), device, onMail: mailbox.take });
  devicesOf.set(adapter, device);
  return adapter;
};

await describeConformance<LocalAdapter>(
  'the local adapter',
  {
    create: () => onDevice(`device ${++devices}`),
    another: () => onDevice(`device ${++devices}`),
    again: (adapter) => onDevice(devicesOf.get(adapter)!),
    mailbox: { codeSentTo: (_adapter, address) => mailbox.codeSentTo(address) },
    site: 'https://news.example',
  },
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

  it('keeps edits and removals, and what was first sent, for the next visit', async () => {
    const ref = thread();
    const guestKey = newGuestKey();
    const sent = ['kept', 'edited', 'removed'].map((text) => comment(text));
    const [kept, edited, removed] = sent.map(({ id }) => id);
    const before = new LocalAdapter({ store: storeOf() });
    for (const one of sent) await before.createComment(ref, one, { key: one.id, guestKey });
    await before.createComment(ref, { ...comment('reply'), parentId: removed! }, { key: '1', guestKey });
    const { editedAt } = await before.own.editComment(ref, edited!, { format: 'text', text: 'edited once' }, { key: '2', guestKey });
    await before.own.editComment(ref, edited!, { format: 'text', text: 'edited twice' }, { key: '3', guestKey });
    await before.own.removeComment(ref, removed!, { key: '4', guestKey });

    const later = new LocalAdapter({ store: storeOf() });
    const { items, total } = await later.loadThread(ref, query);
    expect(items.map(({ id, body, state }) => [id, body.text, state])).to.deep.equal([
      [kept, 'kept', 'published'],
      [edited, 'edited twice', 'published'],
      [removed, '', 'removed'],
    ]);
    expect(total).to.equal(3);
    expect(items[1]!.editedAt! >= editedAt!).to.equal(true);
    expect((await later.own.loadOwn(ref, sent.map(({ id }) => id), { guestKey })).map(({ id }) => id)).to.deep.equal([kept, edited]);
    expect((await later.createComment(ref, sent[1]!, { key: edited!, guestKey })).body.text).to.equal('edited twice');
  });

  it('keeps nothing of what was removed', async () => {
    const ref = { ...thread(), site: `https://${newCommentId()}.example` };
    const guestKey = newGuestKey();
    const adapter = new LocalAdapter({ store: storeOf() });
    const one = comment('Nobody may know');
    await adapter.createComment(ref, one, { key: one.id, guestKey });
    await adapter.own.editComment(ref, one.id, { format: 'text', text: 'Nobody at all' }, { key: '1', guestKey });
    await adapter.own.removeComment(ref, one.id, { key: '2', guestKey });
    const kept = JSON.stringify(await get(`v1:comments:${ref.site}`, storeOf()));
    expect(kept).to.contain(one.id).and.not.match(/Nobody|Ann/);
  });

  it('reads what was kept before anything could be edited', async () => {
    const ref = { ...thread(), site: `https://${newCommentId()}.example` };
    const old = { thread: { site: ref.site, key: ref.key }, id: 'old', parentId: null, name: 'Ann', text: 'Hello', createdAt: new Date().toISOString() };
    await set(`v1:comments:${ref.site}`, { version: 1, comments: [old] }, storeOf());
    const adapter = new LocalAdapter({ store: storeOf() });
    expect((await adapter.loadThread(ref, query)).items).to.deep.equal([
      {
        id: 'old',
        parentId: null,
        author: { id: null, name: 'Ann', kind: 'guest', picture: null },
        body: { format: 'text', text: 'Hello' },
        state: 'published',
        createdAt: old.createdAt,
        editedAt: null,
        replyCount: 0,
        can: { reply: true, edit: false, remove: false },
      },
    ]);
    expect(codeOf(await adapter.own.removeComment(ref, 'old', { key: '1', guestKey: newGuestKey() }).catch((error: unknown) => error))).to.equal('forbidden');
    expect((await adapter.createComment(ref, comment('Hello', 'old'), { key: 'old' })).id).to.equal('old');
  });

  it('loses no edit though other tabs write at the same moment', async () => {
    const ref = thread();
    const guestKey = newGuestKey();
    const sent = Array.from({ length: 6 }, (_, index) => comment(`Comment ${index}`));
    const tab = () => new LocalAdapter({ store: storeOf() });
    for (const one of sent) await tab().createComment(ref, one, { key: one.id, guestKey });
    await Promise.all([
      ...sent.slice(0, 3).map(({ id }, index) => tab().own.editComment(ref, id, { format: 'text', text: `Edited ${index}` }, { key: id, guestKey })),
      ...sent.slice(3, 5).map(({ id }) => tab().own.removeComment(ref, id, { key: id, guestKey })),
      tab().createComment(ref, comment('Another'), { key: '1' }),
    ]);
    const { items } = await tab().loadThread(ref, query);
    expect(items.map(({ body }) => body.text)).to.deep.equal(['Edited 0', 'Edited 1', 'Edited 2', 'Comment 5', 'Another']);
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
