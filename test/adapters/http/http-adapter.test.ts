import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adapterAnswered, comment, query, ref, stored, wirePageOf } from '../../support/fake-server.ts';

const page = await wirePageOf(3);
const answered = (server?: string) => adapterAnswered(() => Response.json(page), server);

describe('the requests of HttpAdapter', () => {
  it('ask for a page by its number, and for nothing that is not known', async () => {
    const { adapter, requests } = answered();
    await adapter.loadThread(ref, query);
    assert.equal(requests[0]?.url.pathname, '/v1/comments');
    assert.deepEqual([...requests[0].url.searchParams], [['site', 'https://news.example'], ['thread', '/one'], ['sort', 'oldest'], ['size', '10'], ['page', '1']]);
  });

  it('ask for a cursor, and in the set that was frozen', async () => {
    const { adapter, requests } = answered();
    await adapter.loadThread(ref, { ...query, at: { cursor: 'a b' }, asOf: '7' });
    const asked = Object.fromEntries(requests[0]!.url.searchParams);
    assert.deepEqual([asked['cursor'], asked['page'], asked['asOf']], ['a b', undefined, '7']);
  });

  it('ask for the page around a comment', async () => {
    const { adapter, requests } = adapterAnswered(() => Response.json({ ...page, located: { id: 'c2', ancestors: [] } }));
    const { located } = await adapter.locating.loadThreadAround(ref, 'c2', { sort: 'newest', size: 5 });
    assert.deepEqual(located, { id: 'c2', ancestors: [] });
    assert.deepEqual(Object.fromEntries(requests[0]!.url.searchParams), { site: 'https://news.example', thread: '/one', sort: 'newest', size: '5', around: 'c2' });
  });

  it('ask for replies below a comment, whatever its id holds', async () => {
    const { adapter, requests } = adapterAnswered(() => Response.json({ items: [], previous: null, next: null, total: 0 }));
    await adapter.loadReplies(ref, '../a/b?c#d', { size: 5, cursor: null });
    assert.equal(requests[0]?.url.pathname, '/v1/comments/..%2Fa%2Fb%3Fc%23d/replies');
    assert.equal(requests[0].url.search, '?site=https%3A%2F%2Fnews.example&size=5');
  });

  it('carry every character of a thread’s name to the server', async () => {
    for (const key of ['/a?b=c&d=e#f', 'a+b %20', 'سڵاو', '👋', '"\'<>\\', 'a=b;c', '/../..', 'line\nfeed']) {
      const { adapter, requests } = answered();
      await adapter.loadThread({ ...ref, key }, query);
      assert.equal(requests[0]?.url.searchParams.get('thread'), key);
      assert.equal(requests[0].url.hash, '');
      assert.equal(requests[0].url.searchParams.get('sort'), 'oldest');
    }
  });

  for (const server of ['https://news.example/talk', 'https://news.example/talk/', 'https://news.example/talk///']) {
    it(`go below the path of ${server}`, async () => {
      const { adapter, requests } = answered(server);
      await adapter.loadThread(ref, query);
      assert.equal(requests[0]?.url.href.split('?')[0], 'https://news.example/talk/v1/comments');
    });
  }

  it('need no leave from the server to be sent, and carry no cookie', async () => {
    const { adapter, requests } = answered();
    await adapter.loadThread(ref, query);
    const { method, headers, body, credentials } = requests[0]!.init;
    assert.deepEqual([method, headers, body, credentials], [undefined, undefined, undefined, 'omit']);
  });

  it('send a comment with its id, the thread, and all that was said, and no header that a server must allow first', async () => {
    const { adapter, requests } = adapterAnswered(() => Response.json(stored, { status: 201 }));
    assert.deepEqual(await adapter.createComment(ref, comment, { key: 'mine' }), stored);
    const { url, init } = requests[0]!;
    assert.deepEqual([url.href, init.method, init.credentials], ['https://comments.example/v1/comments', 'POST', 'omit']);
    assert.deepEqual(init.headers, { 'content-type': 'application/json' });
    assert.deepEqual(JSON.parse(init.body as string), { ...comment, thread: ref });
  });

  it('count many threads at once, each asked for once, and what is not answered is 0', async () => {
    const { adapter, requests } = adapterAnswered(() => Response.json({ counts: [{ thread: 'b', total: 7 }, { thread: 'nobody asked', total: 9 }] }));
    assert.deepEqual([...(await adapter.counts.loadCounts(ref.site, ['a', 'b', 'a']))], [['a', 0], ['b', 7]]);
    assert.deepEqual(requests[0]?.url.searchParams.getAll('thread'), ['a', 'b']);
  });

  it('are not made for the counts of no thread', async () => {
    const { adapter, requests } = answered();
    assert.equal((await adapter.counts.loadCounts(ref.site, [])).size, 0);
    assert.equal(requests.length, 0);
  });
});

describe('the facts of HttpAdapter', () => {
  it('are guessed first and then the server’s own', async () => {
    const facts = { ...page.facts, maxLength: 300, guest: { name: 'optional', email: 'none' } } as const;
    const { adapter } = adapterAnswered(() => Response.json({ ...page, facts }));
    assert.equal(adapter.facts.paging, 'numbered');
    await adapter.loadThread(ref, query);
    assert.deepEqual(adapter.facts, facts);
  });
});

describe('the answers of HttpAdapter', () => {
  it('are rebuilt: what nobody asked for does not come along', async () => {
    const [first] = page.items;
    const { adapter } = adapterAnswered(() => Response.json({ ...page, items: [{ ...first, email: 'a@b.example' }], secret: 1 }));
    const answer = await adapter.loadThread(ref, query);
    assert.deepEqual(answer.items, [first]);
    assert.equal('secret' in answer, false);
  });

  it('are published, held or accepted, as the server says', async () => {
    for (const state of ['published', 'held', 'accepted'] as const) {
      const { adapter } = adapterAnswered(() => Response.json({ ...stored, state }, { status: 202 }));
      assert.equal((await adapter.createComment(ref, comment, { key: 'mine' })).state, state);
    }
  });

  it('end when the adapter is closed, without complaint', async () => {
    assert.equal(await answered().adapter.close(), undefined);
  });
});
