import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OwnFacet } from '../../../src/adapters/adapter.ts';
import { newGuestKey, wireEdit, wireOwn, wireRemoval } from '../../../src/contract/index.ts';
import { adapterAnswered, comment, goOffline, query, ref, stored, wirePageOf } from '../../support/fake-server.ts';

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

describe('what is one’s own in HttpAdapter', () => {
  const guestKey = newGuestKey();
  const body = { format: 'text', text: 'Other words' } as const;
  const edited = { ...stored, body, editedAt: '2026-11-22T11:50:00.000Z', can: { reply: true, edit: true, remove: true } };

  /** An adapter whose server has listed the facet, and then answers this. */
  async function owning(answer: () => Response | Promise<Response>) {
    let respond: typeof answer = () => Response.json({ ...page, facets: ['own'] });
    const { adapter, requests } = adapterAnswered(() => respond());
    await adapter.loadThread(ref, query);
    respond = answer;
    requests.length = 0;
    assert.ok(adapter.own);
    return { own: adapter.own, adapter, requests };
  }

  it('is there as long as the server lists it', async () => {
    let facets: string[] | undefined = ['else', 'own'];
    const { adapter } = adapterAnswered(() => Response.json({ ...page, facets }));
    assert.equal(adapter.own, undefined);
    await adapter.loadThread(ref, query);
    const { own } = adapter;
    assert.ok(own);
    await adapter.loadThread(ref, query);
    assert.equal(adapter.own, own);
    facets = undefined;
    await adapter.loadThread(ref, query);
    assert.equal(adapter.own, undefined);
  });

  it('is asked for by POST, so that the key stands in no address, and only what was asked for is answered', async () => {
    const { own, requests } = await owning(() => Response.json({ comments: [edited, { ...stored, id: 'nobody asked' }] }));
    assert.deepEqual(await own.loadOwn(ref, ['mine', 'other'], { guestKey }), [edited]);
    const { url, init } = requests[0]!;
    assert.deepEqual([url.href, init.method, init.credentials, init.headers], ['https://comments.example/v1/comments/own', 'POST', 'omit', { 'content-type': 'application/json' }]);
    assert.deepEqual(wireOwn(JSON.parse(init.body as string), ''), { thread: { site: ref.site, key: ref.key }, ids: ['mine', 'other'], guestKey });
  });

  it('is not asked for where nothing is', async () => {
    const { own, requests } = await owning(() => Response.json({ comments: [] }));
    assert.deepEqual(await own.loadOwn(ref, [], { guestKey }), []);
    assert.equal(requests.length, 0);
  });

  it('is edited by PATCH and removed by POST, whatever the id holds', async () => {
    const editing = await owning(() => Response.json(edited));
    assert.deepEqual(await editing.own.editComment(ref, 'a/b?c#d', body, { key: 'k', guestKey }), edited);
    const [patch] = editing.requests;
    assert.deepEqual([patch?.url.href, patch?.init.method], ['https://comments.example/v1/comments/a%2Fb%3Fc%23d', 'PATCH']);
    assert.deepEqual(wireEdit(JSON.parse(patch!.init.body as string), ''), { site: ref.site, body, guestKey });

    for (const comment of [null, { ...stored, state: 'removed' as const }]) {
      const removing = await owning(() => Response.json({ comment }));
      assert.deepEqual(await removing.own.removeComment(ref, 'mine', { key: 'k', guestKey }), comment);
      const [post] = removing.requests;
      assert.deepEqual([post?.url.href, post?.init.method], ['https://comments.example/v1/comments/mine/removal', 'POST']);
      assert.deepEqual(wireRemoval(JSON.parse(post!.init.body as string), ''), { site: ref.site, guestKey });
    }
  });

  it('is written with the key where one is given, and else without a word of it', async () => {
    const { adapter, requests } = adapterAnswered(() => Response.json(stored, { status: 201 }));
    await adapter.createComment(ref, comment, { key: 'mine', guestKey });
    await adapter.createComment(ref, comment, { key: 'mine' });
    const [first, second] = requests.map(({ init }) => JSON.parse(init.body as string) as object);
    assert.deepEqual(first, { ...comment, thread: ref, guestKey });
    assert.equal('guestKey' in second!, false);
  });

  const changes = {
    editComment: (own: OwnFacet) => own.editComment(ref, 'mine', body, { key: 'k', guestKey }),
    removeComment: (own: OwnFacet) => own.removeComment(ref, 'mine', { key: 'k', guestKey }),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`is left in doubt by ${name} when no answer comes, or none that can be read`, async () => {
      const { own } = await owning(() => Promise.reject(new TypeError('network')));
      await assert.rejects(change(own), { code: 'outcome-unknown' });
      for (const answer of ['', '{}', '[1]', '{"comment":7}', '{"id":"mine"}']) {
        await assert.rejects(change((await owning(() => new Response(answer))).own), { code: 'outcome-unknown' }, answer);
      }
      await assert.rejects(change((await owning(() => new Response('', { status: 502 }))).own), { code: 'outcome-unknown' });
      await assert.rejects(change((await owning(() => Response.json({ code: 'closed' }, { status: 409 }))).own), { code: 'closed' });
    });

    it(`is not touched by ${name} on a device without a network`, async (test) => {
      const { own, requests } = await owning(() => Response.json(edited));
      goOffline(test);
      await assert.rejects(change(own), { code: 'offline' });
      assert.equal(requests.length, 0);
    });
  }

  it('is unavailable, and in no doubt, when it is asked for in vain', async () => {
    for (const answer of [() => Promise.reject(new TypeError('network')), () => new Response('', { status: 502 })]) {
      const { own } = await owning(answer);
      await assert.rejects(own.loadOwn(ref, ['mine'], { guestKey }), { code: 'unavailable' });
    }
    await assert.rejects((await owning(() => new Response('{}'))).own.loadOwn(ref, ['mine'], { guestKey }), { code: 'protocol' });
  });
});
