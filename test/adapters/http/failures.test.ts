import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { HttpAdapter } from '../../../src/adapters/http/http-adapter.ts';
import { errorCodes, type ErrorCode } from '../../../src/contract/error-codes.ts';
import { adapterAnswered, comment, goOffline, query, ref, serverThat, stored, wirePageOf } from '../../support/fake-server.ts';

const page = await wirePageOf(2);
const read = (adapter: HttpAdapter, signal?: AbortSignal) => adapter.loadThread(ref, query, signal && { signal });
const write = (adapter: HttpAdapter, signal?: AbortSignal) => adapter.createComment(ref, comment, { key: 'mine', ...(signal && { signal }) });
const answering = (body: BodyInit | null, init?: ResponseInit) => adapterAnswered(() => new Response(body, init)).adapter;
const problem = (status: number, body: object, headers?: Record<string, string>) => answering(JSON.stringify(body), { status, ...(headers && { headers }) });

describe('a status without a readable body', () => {
  const codes: readonly (readonly [status: number, reading: ErrorCode, writing?: ErrorCode])[] = [
    [300, 'protocol'],
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [402, 'protocol'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'protocol'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'not-found'],
    [413, 'invalid'],
    [418, 'protocol'],
    [422, 'invalid'],
    [429, 'rate-limited'],
    [500, 'unavailable', 'outcome-unknown'],
    [502, 'unavailable', 'outcome-unknown'],
    [503, 'unavailable', 'outcome-unknown'],
    [504, 'unavailable', 'outcome-unknown'],
    [599, 'unavailable', 'outcome-unknown'],
  ];
  for (const [status, reading, writing = reading] of codes) {
    it(`of ${status} means ${reading}${writing === reading ? '' : `, to a write ${writing}`}`, async () => {
      for (const body of [null, '', '<html>Bad gateway</html>', '[]', '"text"', 'null', '{}', '{"code":"no code of ours"}', '{"code":', '7']) {
        await assert.rejects(read(answering(body, { status })), { name: 'CommentsError', code: reading });
        await assert.rejects(write(answering(body, { status })), { name: 'CommentsError', code: writing });
      }
    });
  }
});

describe('a problem in the contract’s words', () => {
  for (const code of errorCodes) {
    it(`is believed whatever its status: ${code}`, async () => {
      for (const status of [400, 404, 500, 503]) {
        await assert.rejects(read(problem(status, { code })), { code });
        await assert.rejects(write(problem(status, { code })), { code });
      }
    });
  }

  it('keeps its faults, its detail and its pause', async () => {
    const faults = [{ field: 'guest.name', reason: 'too-long' }];
    const adapter = problem(400, { type: 'about:blank', title: 'x', code: 'invalid', detail: 'the name', faults, retryAfter: 9 });
    await assert.rejects(write(adapter), { code: 'invalid', message: /^the name \(400 from /, faults, retryAfter: 9 });
  });

  it('with faults nobody knows is read by its status', async () => {
    await assert.rejects(write(problem(400, { code: 'invalid', faults: [{ field: 'x', reason: 'because' }] })), { code: 'invalid', faults: [] });
    await assert.rejects(write(problem(429, { code: 'rate-limited', retryAfter: 'soon' })), { code: 'rate-limited', retryAfter: null });
  });
});

describe('the pause before another try', () => {
  const pauses: readonly (readonly [header: string, seconds: number | null])[] = [
    ['30', 30],
    ['0', 0],
    ['-5', null],
    ['soon', null],
    ['Sun, 22 Nov 2026 11:43:44 GMT', null],
  ];
  for (const [header, seconds] of pauses) {
    it(`of "Retry-After: ${header}" is ${seconds ?? 'not known'}`, async () => {
      const headers = { 'retry-after': header };
      await assert.rejects(read(answering('', { status: 503, headers })), { code: 'unavailable', retryAfter: seconds });
      await assert.rejects(read(problem(429, { code: 'rate-limited' }, headers)), { code: 'rate-limited', retryAfter: seconds });
    });
  }

  it('is the body’s where both say one', async () => {
    await assert.rejects(read(problem(429, { code: 'rate-limited', retryAfter: 7 }, { 'retry-after': '99' })), { retryAfter: 7 });
  });

  it('is not known where neither says one', async () => {
    await assert.rejects(read(problem(429, { code: 'rate-limited' })), { retryAfter: null });
  });
});

describe('an answer that is not what it should be', () => {
  const wrong: readonly (readonly [what: string, body: string])[] = [
    ['nothing', ''],
    ['a page of another kind', '<!doctype html><title>Hello</title>'],
    ['cut off', JSON.stringify(page).slice(0, -20)],
    ['null', 'null'],
    ['a list', '[]'],
    ['a page without items', JSON.stringify({ ...page, items: undefined })],
    ['a page of strange items', JSON.stringify({ ...page, items: [7] })],
    ['a page that says a page size of a million', JSON.stringify({ ...page, facts: { ...page.facts, maxPageSize: 1e6 } })],
    ['a comment with markup in place of its text', JSON.stringify({ ...page, items: [{ ...page.items[0], body: { format: 'html', text: '<b>' } }] })],
  ];
  for (const [what, body] of wrong) {
    it(`is called protocol when it is ${what}, and after a write nobody knows what was stored`, async () => {
      await assert.rejects(read(answering(body, { status: 200 })), { code: 'protocol' });
      await assert.rejects(write(answering(body, { status: 201 })), { code: 'outcome-unknown' });
    });
  }

  it('changes nothing that was known of the server', async () => {
    const adapter = answering(JSON.stringify({ ...page, items: 7, facts: { ...page.facts, maxLength: 3 } }));
    await assert.rejects(read(adapter));
    assert.equal(adapter.facts.maxLength, 5000);
  });
});

describe('no answer', () => {
  const connect = async (context: TestContext, ...[does]: Parameters<typeof serverThat> extends [TestContext, infer Does] ? [Does] : never) =>
    new HttpAdapter({ server: await serverThat(context, does) });

  it('from a server that breaks off in the middle is unavailable, after a write outcome-unknown', async (context) => {
    const adapter = await connect(context, (_request, response) => {
      response.writeHead(200, { 'content-length': '1000', 'content-type': 'application/json' });
      response.write('{"items":[');
      response.flushHeaders();
      setImmediate(() => response.destroy());
    });
    await assert.rejects(read(adapter), { code: 'unavailable' });
    await assert.rejects(write(adapter), { code: 'outcome-unknown' });
  });

  it('from a server that hangs up is unavailable, after a write outcome-unknown', async (context) => {
    const adapter = await connect(context, (request) => request.socket.destroy());
    await assert.rejects(read(adapter), { code: 'unavailable' });
    await assert.rejects(write(adapter), { code: 'outcome-unknown' });
  });

  it('in time is a timeout, after a write outcome-unknown', async (context) => {
    const server = await serverThat(context, () => undefined);
    const adapter = new HttpAdapter({ server, timeout: 1 });
    await assert.rejects(read(adapter), { code: 'timeout' });
    await assert.rejects(write(adapter), { code: 'outcome-unknown' });
  });

  it('without a network is offline; a comment is then not even sent', async (context) => {
    goOffline(context);
    const { adapter, requests } = adapterAnswered(() => Promise.reject(new TypeError('failed to fetch')));
    await assert.rejects(read(adapter), { code: 'offline' });
    await assert.rejects(write(adapter), { code: 'offline' });
    assert.equal(requests.length, 1);
  });

  it('keeps its cause for the console', async () => {
    const cause = new TypeError('failed to fetch');
    await assert.rejects(read(adapterAnswered(() => Promise.reject(cause)).adapter), { cause });
  });
});

describe('an abort', () => {
  const reasons: readonly unknown[] = [new Error('of mine'), 'a word', undefined];

  it('before the call ends it with its own reason, and nothing is sent', async () => {
    for (const reason of reasons) {
      const signal = AbortSignal.abort(reason);
      for (const call of [read, write]) {
        // As a real fetch does with a signal that has aborted.
        const { adapter } = adapterAnswered(() => Promise.reject(signal.reason));
        await assert.rejects(call(adapter, signal), (thrown) => thrown === signal.reason);
      }
    }
    const { adapter, requests } = adapterAnswered(() => Response.json(stored));
    await assert.rejects(write(adapter, AbortSignal.abort()));
    await assert.rejects(adapter.counts.loadCounts(ref.site, [], { signal: AbortSignal.abort() }));
    assert.equal(requests.length, 0);
  });

  for (const [what, call] of [['reading', read], ['writing', write]] as const) {
    it(`while ${what} ends it with its own reason`, async (context) => {
      const aborting = new AbortController();
      const reason = new Error('of mine');
      const server = await serverThat(context, () => aborting.abort(reason));
      await assert.rejects(call(new HttpAdapter({ server }), aborting.signal), (thrown) => thrown === reason);
    });

    it(`while ${what}, when the answer has begun, ends it with its own reason`, async (context) => {
      const aborting = new AbortController();
      const reason = new Error('of mine');
      const server = await serverThat(context, (_request, response) => void response.write('{'));
      const fetch: typeof globalThis.fetch = async (...request) => {
        const response = await globalThis.fetch(...request);
        setImmediate(() => aborting.abort(reason));
        return response;
      };
      await assert.rejects(call(new HttpAdapter({ server, fetch }), aborting.signal), (thrown) => thrown === reason);
    });
  }
});
