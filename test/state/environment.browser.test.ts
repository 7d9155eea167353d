import { expect, waitUntil } from '@open-wc/testing';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import { newCommentId } from '../../src/contract/index.ts';
import { Drafts } from '../../src/state/drafts.ts';
import { pageEnvironment, type PageGlobals } from '../../src/state/environment.ts';
import { Outbox } from '../../src/state/outbox.ts';

const ref = () => ({ site: 'https://news.example', key: newCommentId(), url: null, title: null });
const comment = (text: string) => ({
  id: newCommentId(),
  parentId: null,
  body: { format: 'text', text },
  guest: { name: 'Ann', email: 'ann@news.example' },
}) as const;

/** A page whose reader blocks all site data: every global that stores or tells throws when it is read, or used. */
const blocked: PageGlobals = {
  get indexedDB(): never {
    throw new DOMException('blocked', 'SecurityError');
  },
  get localStorage(): never {
    throw new DOMException('blocked', 'SecurityError');
  },
  get BroadcastChannel(): never {
    throw new DOMException('blocked', 'SecurityError');
  },
  navigator: { onLine: true, locks: { request: () => Promise.reject(new DOMException('blocked', 'SecurityError')) } },
  addEventListener: () => undefined,
};

for (const [kind, page] of [['a page', window], ['a page whose reader blocks site data', blocked]] as const) {
  describe(`the environment of ${kind}`, () => {
    it('lets drafts and outbox work', async () => {
      const environment = pageEnvironment(page);
      const thread = ref();
      const draft = new Drafts(environment).open({ backend: 'memory', site: thread.site, thread: thread.key, parent: null, viewer: null });
      draft.write('Hello');
      await draft.flush();
      expect(environment.records.isFleeting).to.equal(page === blocked);
      const outbox = new Outbox({ ...environment, backend: newCommentId(), adapter: new MemoryAdapter() });
      outbox.start();
      await outbox.add(thread, comment('Hello'), draft.recordKey);
      draft.write('');
      await draft.flush();
      await waitUntil(() => outbox.entries(thread)[0]?.state === 'sent');
      expect(await environment.records.read(draft.prefix)).to.deep.equal([]);
      outbox.stop();
    });
  });
}

describe('the outbox in a browser', () => {
  it('sends one at a time in two tabs, and both draw the same', async () => {
    const thread = ref();
    const backend = newCommentId();
    const adapter = new MemoryAdapter();
    const environments = [pageEnvironment(window), pageEnvironment(window)];
    const outboxes = environments.map((environment) => new Outbox({ ...environment, backend, adapter }));
    for (const outbox of outboxes) outbox.start();
    await Promise.all(outboxes.flatMap((outbox, index) => [1, 2, 3].map((count) => outbox.add(thread, comment(`${index}.${count}`)))));
    await waitUntil(() => outboxes.every((outbox) => outbox.entries(thread).length === 6 && outbox.entries(thread).every(({ state }) => state === 'sent')), 'all are sent', { timeout: 8000 });
    const page = await adapter.loadThread(thread, { sort: 'oldest', size: 100, at: { page: 1 }, asOf: null });
    expect(page.total).to.equal(6);
    for (const outbox of outboxes) outbox.stop();
  });
});
