import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewComment } from '../../src/contract/comment.ts';
import { newCommentId } from '../../src/contract/ids.ts';
import type { ThreadRef } from '../../src/contract/thread.ts';
import { Drafts } from '../../src/state/drafts.ts';
import { Outbox } from '../../src/state/outbox.ts';
import { Backend, failure, type Fate } from '../support/backend.ts';
import { Device, turn, until, type Tab } from '../support/device.ts';
import { pick, seeded } from '../support/random.ts';

const ref: ThreadRef = { site: 'https://news.example', key: '/a', url: null, title: null };

const write = (text: string, parentId: string | null = null): NewComment => ({
  id: newCommentId(),
  parentId,
  body: { format: 'text', text },
  guest: { name: 'Ann', email: 'ann@example.org' },
});

function outboxIn(tab: Tab, backend: Backend, random = () => 0): Outbox {
  const { records, clock, channel, network, locks } = tab;
  return new Outbox({ records, clock, channel, network, locks, random, backend: 'https://comments.example', adapter: backend.adapter });
}

function started(...fates: Fate[]) {
  const device = new Device();
  const backend = new Backend();
  backend.fate = () => fates.shift() ?? 'answered';
  const outbox = outboxIn(device.tab(), backend);
  outbox.start();
  return { device, backend, outbox, state: () => outbox.entries(ref)[0]?.state, entry: () => outbox.entries(ref)[0] };
}

/** Long enough for whatever was begun without a timer to end, before a test says that nothing came of it. */
const calm = async () => {
  for (let turns = 0; turns < 100; turns++) await turn();
};

const isEmpty = (device: Device) => ![...device.database.keys()].some((key) => key.startsWith('v1:outbox:'));

describe('the outbox', () => {
  it('stores a comment before the first attempt and deletes it after the answer', async () => {
    const { device, backend, outbox, entry } = started();
    let storedBefore: boolean | undefined;
    backend.fate = () => {
      storedBefore = !isEmpty(device);
      return 'answered';
    };
    const comment = write('Hello');
    await outbox.add(ref, comment);
    assert.equal(isEmpty(device), false);
    await until(() => isEmpty(device));
    assert.equal(storedBefore, true);
    assert.deepEqual([entry()?.state, entry()?.view?.id, backend.stored], ['sent', comment.id, ['Hello']]);
    outbox.dismiss(comment.id);
    assert.deepEqual(outbox.entries(ref), []);
  });

  it('stores the comment and deletes its draft in one transaction', async () => {
    for (let turns = 0; turns < 15; turns++) {
      const device = new Device();
      const tab = device.tab();
      const draft = new Drafts(tab).open({ backend: 'x', site: ref.site, thread: ref.key, parent: null, viewer: null });
      draft.write('Hello');
      await draft.flush();
      void outboxIn(tab, new Backend()).add(ref, write('Hello'), draft.recordKey);
      for (let passed = 0; passed < turns; passed++) await turn();
      tab.kill();
      await device.tab().records.get('x');
      const keys = [...device.database.keys()].map((key) => key.slice(0, 6));
      assert.equal(keys.length, 1, `killed after ${turns} turns: ${keys.join()}`);
    }
  });

  it('lists what belongs to a thread, in the order it was written', async () => {
    const { device, outbox } = started();
    device.goOnline(false);
    for (const text of ['one', 'two', 'three']) {
      await outbox.add(ref, write(text));
      device.clock.advance(1);
    }
    await outbox.add({ ...ref, key: '/b' }, write('elsewhere'));
    assert.deepEqual(outbox.entries(ref).map(({ comment }) => comment.body.text), ['one', 'two', 'three']);
  });

  it('sends once what is given twice', async () => {
    const { backend, outbox, device } = started();
    const comment = write('Hello');
    await Promise.all(Array.from({ length: 10 }, () => outbox.add(ref, comment)));
    await until(() => isEmpty(device));
    await outbox.add(ref, comment);
    await calm();
    assert.deepEqual([backend.stored, backend.attempts.length, outbox.entries(ref).length], [['Hello'], 1, 1]);
  });

  it('waits and says so while there is no network, and sends at once when it is back', async () => {
    const { device, backend, outbox, entry, state } = started();
    device.goOnline(false);
    await outbox.add(ref, write('Hello'));
    await until(() => entry()?.code === 'offline');
    assert.deepEqual([state(), backend.attempts, device.clock.next], ['waiting', [], null]);
    device.goOnline(true);
    await until(() => state() === 'sent');
  });

  it('tries again after 1 s, then twice as long, up to 60 s', async () => {
    const { device, backend, outbox, entry, state } = started();
    backend.fate = () => failure('unavailable');
    await outbox.add(ref, write('Hello'));
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await until(() => backend.attempts.length === attempt && state() === 'waiting' && device.clock.next !== null && entry()?.code === 'unavailable');
      pauses.push(device.clock.next!);
      assert.equal(entry()?.retryAt, device.clock.now() + device.clock.next!);
      device.clock.advance(device.clock.next!);
    }
    // The shortest that chance allows is a half.
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it('does not wait for the pause when the network comes back', async () => {
    const { device, outbox, state } = started('never arrives');
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.goOnline(true);
    await until(() => state() === 'sent');
  });

  it('leaves a backend alone for as long as it says, network or not', async () => {
    const { device, backend, outbox, state } = started(failure('rate-limited', { retryAfter: 300 }));
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    assert.equal(device.clock.next, 300_000);
    device.goOnline(true);
    await calm();
    device.clock.advance(299_999);
    await calm();
    assert.equal(backend.attempts.length, 1);
    device.clock.advance(1);
    await until(() => state() === 'sent');
  });

  for (const code of ['invalid', 'closed', 'forbidden', 'not-found', 'unsupported', 'challenge', 'conflict'] as const) {
    it(`keeps what was refused for ${code}, and gives it back`, async () => {
      const faults = [{ field: 'body.text', reason: 'too-long' }] as const;
      const { device, backend, outbox, entry } = started(failure(code, { faults }));
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => entry()?.state === 'refused');
      assert.deepEqual([entry()?.code, entry()?.faults, device.clock.next], [code, faults, null]);

      const later = outboxIn(device.tab(), backend);
      later.start();
      await until(() => later.entries(ref)[0]?.state === 'refused');
      assert.deepEqual(await later.takeBack(comment.id), comment);
      await until(() => isEmpty(device) && outbox.entries(ref).length === 0);
      assert.deepEqual([later.entries(ref), backend.stored], [[], []]);
    });
  }

  it('sends what was refused when the reader asks', async () => {
    const { outbox, state } = started(failure('challenge'));
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'refused');
    await outbox.retry(comment.id);
    await until(() => state() === 'sent');
  });

  it('gives a comment whose id is taken a new one when the reader asks', async () => {
    const { backend, outbox, state, entry } = started(failure('conflict'));
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'refused');
    await outbox.retry(comment.id);
    await until(() => state() === 'sent');
    assert.equal(outbox.entries(ref).length, 1);
    assert.notEqual(entry()?.id, comment.id);
    assert.equal(entry()?.comment.id, entry()?.id);
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('is unsure about a conflict where an earlier attempt may have stored the comment', async () => {
    const { device, outbox, state } = started('answer lost', failure('conflict'));
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.advance(60_000);
    await until(() => state() === 'unsure');
  });

  it('waits for a sign-in, and tries when asked or in the next life', async () => {
    const { device, backend, outbox, entry, state } = started(failure('unauthenticated'), failure('unauthenticated'));
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => entry()?.code === 'unauthenticated');
    assert.deepEqual([state(), device.clock.next], ['waiting', null]);
    await outbox.retry(comment.id);
    await until(() => backend.attempts.length === 2 && entry()?.code === 'unauthenticated');
    outbox.stop();
    outbox.start();
    await until(() => state() === 'sent');
  });

  it('asks again, but not for ever, where nobody can read the answer', async () => {
    for (const nonsense of [failure('protocol'), failure('invalid-cursor'), new TypeError('our own mistake')]) {
      const { device, backend, outbox, state } = started();
      backend.fate = () => nonsense;
      await outbox.add(ref, write('Hello'));
      for (let attempt = 1; attempt < 5; attempt++) {
        await until(() => backend.attempts.length === attempt && state() === 'waiting' && device.clock.next !== null);
        device.clock.advance(60_000);
      }
      await until(() => state() === 'unsure');
      assert.deepEqual([backend.attempts.length, device.clock.next], [5, null]);
    }
  });

  it('sends a reply after the comment it answers', async () => {
    const { device, backend, outbox } = started('never arrives');
    const parent = write('parent');
    const reply = write('reply', parent.id);
    await outbox.add(ref, parent);
    await outbox.add(ref, reply);
    await until(() => device.clock.next !== null);
    assert.deepEqual(backend.attempts, [parent.id]);
    device.clock.advance(60_000);
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['parent', 'reply']);
  });

  it('gives nothing back while it is in flight', async () => {
    const { outbox, state } = started('hangs');
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'sending');
    assert.equal(await outbox.takeBack(comment.id), null);
    await outbox.retry(comment.id);
    assert.equal(state(), 'sending');
  });

  it('aborts what is in flight when it stops, and sends it after the next start', async () => {
    const { device, backend, outbox, state } = started('hangs');
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'sending');
    outbox.stop();
    await until(() => state() === 'waiting');
    assert.equal(device.clock.next, null);
    outbox.start();
    await until(() => state() === 'sent');
    assert.equal(backend.attempts.length, 2);
  });

  it('is not fooled by a clock that jumps', async () => {
    const { device, outbox, state } = started('never arrives');
    device.clock.offset = 10 * 365 * 24 * 3_600_000;
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.offset = 0;
    device.clock.advance(1000);
    await until(() => state() === 'sent');
  });

  it('does not draw again what is taken back while the store is read', async () => {
    for (let turns = 0; turns < 30; turns++) {
      const { device, outbox, state } = started(failure('invalid'));
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => state() === 'refused');
      await calm();
      device.goOnline(true);
      for (let passed = 0; passed < turns; passed++) await turn();
      await outbox.takeBack(comment.id);
      await calm();
      assert.deepEqual(outbox.entries(ref), [], `taken back after ${turns} turns`);
    }
  });

  it('goes on while the database cannot be read, and sends nothing twice when it can again', async () => {
    const { device, backend, outbox, state } = started();
    device.goOnline(false);
    await outbox.add(ref, write('Hello'));
    await calm();
    device.databaseFault = 'refused';
    device.goOnline(true);
    await until(() => state() === 'sent');
    await calm();
    device.databaseFault = 'none';
    const later = outboxIn(device.tab(), backend);
    later.start();
    await calm();
    assert.deepEqual([backend.attempts.length, later.entries(ref)], [1, []]);
  });

  it('draws a sent comment as sent, whatever a late message says', async () => {
    const { device, outbox, state } = started();
    const comment = write('Hello');
    await outbox.add(ref, comment);
    await until(() => state() === 'sent');
    await calm();
    device.tab().channel.post({ outbox: 'https://comments.example', id: comment.id, record: null });
    await calm();
    assert.equal(state(), 'sent');
  });

  it('leaves alone what waits for another backend, and what a newer version stored', async () => {
    const device = new Device();
    device.databaseFault = 'none';
    device.database.set('v1:outbox:1', { version: 1, backend: 'https://other.example', id: '1', state: 'waiting', ref, comment: write('a') });
    device.database.set('v1:outbox:2', { version: 2, backend: 'https://comments.example', id: '2', state: 'waiting' });
    const backend = new Backend();
    const outbox = outboxIn(device.tab(), backend);
    outbox.start();
    await outbox.add(ref, write('Hello'));
    await until(() => outbox.entries(ref)[0]?.state === 'sent');
    await until(() => device.database.size === 2);
    assert.deepEqual(backend.stored, ['Hello']);
  });

  it('sends also where nothing can be stored', async () => {
    const device = new Device();
    device.databaseFault = device.textFault = 'refused';
    const backend = new Backend();
    const tab = device.tab();
    const outbox = outboxIn(tab, backend);
    outbox.start();
    await outbox.add(ref, write('Hello'));
    await until(() => outbox.entries(ref)[0]?.state === 'sent');
    assert.deepEqual([backend.stored, backend.attempts.length, tab.records.lasting], [['Hello'], 1, 'memory']);
  });
});

describe('the outbox of a backend that cannot tell a repetition', () => {
  const careful = (...fates: Fate[]) => {
    const device = new Device();
    const backend = new Backend(false);
    backend.fate = () => fates.shift() ?? 'answered';
    const outbox = outboxIn(device.tab(), backend);
    outbox.start();
    return { device, backend, outbox, state: () => outbox.entries(ref)[0]?.state };
  };

  for (const fate of ['answer lost', failure('timeout'), failure('protocol')] as const) {
    it(`does not send again after an attempt that ended in ${String(fate)}`, async () => {
      const { device, backend, outbox, state } = careful(fate);
      const comment = write('Hello');
      await outbox.add(ref, comment);
      await until(() => state() === 'unsure');
      device.goOnline(true);
      outbox.stop();
      outbox.start();
      await turn();
      await device.tab().records.get('x');
      assert.deepEqual([backend.attempts.length, device.clock.next], [1, null]);
      await outbox.retry(comment.id);
      await until(() => state() === 'sent');
    });
  }

  it('sends again what surely did not arrive', async () => {
    const { device, outbox, state } = careful('never arrives');
    await outbox.add(ref, write('Hello'));
    await until(() => state() === 'waiting' && device.clock.next !== null);
    device.clock.advance(1000);
    await until(() => state() === 'sent');
  });

  it('is unsure about what a crash or a stop cut short', async () => {
    for (const end of ['kill', 'stop'] as const) {
      const device = new Device();
      const backend = new Backend(false);
      backend.fate = () => 'hangs';
      const tab = device.tab();
      const outbox = outboxIn(tab, backend);
      outbox.start();
      await outbox.add(ref, write('Hello'));
      await until(() => outbox.entries(ref)[0]?.state === 'sending');
      end === 'kill' ? tab.kill() : outbox.stop();
      const later = outboxIn(device.tab(), backend);
      later.start();
      await until(() => later.entries(ref)[0]?.state === 'unsure');
      assert.equal(backend.attempts.length, 1);
    }
  });
});

describe('the outbox in two tabs', () => {
  for (const hasLocks of [true, false]) {
    it(`draws the same in both, ${hasLocks ? 'with' : 'without'} locks`, async () => {
      const device = new Device();
      device.hasLocks = hasLocks;
      const backend = new Backend();
      const [one, other] = [outboxIn(device.tab(), backend), outboxIn(device.tab(), backend)];
      one.start();
      other.start();
      backend.fate = () => failure('invalid');
      const comment = write('Hello');
      await one.add(ref, comment);
      await until(() => other.entries(ref)[0]?.state === 'refused');
      backend.fate = () => 'answered';
      await other.retry(comment.id);
      await until(() => one.entries(ref)[0]?.state === 'sent' && other.entries(ref)[0]?.state === 'sent');
      assert.deepEqual(one.entries(ref), other.entries(ref));
      assert.equal(one.entries(ref).length, 1);
      one.dismiss(comment.id);
      assert.equal(other.entries(ref).length, 1, 'the other tab dismisses it when its own thread shows it');
    });

    it(`sends one at a time, ${hasLocks ? 'with' : 'without'} locks`, async () => {
      const device = new Device();
      device.hasLocks = hasLocks;
      const backend = new Backend();
      const outboxes = [1, 2, 3].map(() => outboxIn(device.tab(), backend));
      for (const outbox of outboxes) outbox.start();
      await Promise.all(outboxes.flatMap((outbox, index) => [1, 2, 3].map((count) => outbox.add(ref, write(`${index}.${count}`)))));
      for (let rounds = 0; rounds < 500 && !isEmpty(device); rounds++) {
        device.clock.advance(100);
        for (let turns = 0; turns < 20; turns++) await turn();
      }
      assert.deepEqual([backend.stored.length, backend.attempts.length, backend.mostAtOnce], [9, 9, 1]);
    });
  }

  it('is sent by the tab that is left', async () => {
    const device = new Device();
    const backend = new Backend();
    const tab = device.tab();
    const closing = outboxIn(tab, backend);
    const staying = outboxIn(device.tab(), backend);
    backend.fate = () => 'hangs';
    closing.start();
    await closing.add(ref, write('Hello'));
    await until(() => backend.attempts.length === 1);
    staying.start();
    backend.fate = () => 'answered';
    tab.kill();
    await until(() => staying.entries(ref)[0]?.state === 'sent');
    await until(() => isEmpty(device));
    assert.deepEqual(backend.stored, ['Hello']);
  });
});

describe('exactly once', () => {
  /** Sends, cuts, crashes and restarts at random; then lets all calm down. Answers what was sent and what arrived. */
  async function history(seed: number, idempotent: boolean) {
    const random = seeded(seed);
    const device = new Device();
    device.hasLocks = random() < 0.7;
    const backend = new Backend(idempotent);
    const fates: [Fate, ...Fate[]] = ['answered', 'never arrives', 'answer lost', 'hangs', failure('rate-limited', { retryAfter: 1 }), failure('protocol')];
    backend.fate = () => pick(random, fates);
    const enter = () => {
      const tab = device.tab();
      const outbox = outboxIn(tab, backend, random);
      outbox.start();
      return { tab, outbox };
    };
    const tabs = [enter(), enter()];
    const added: string[] = [];
    for (let step = 0; step < 30; step++) {
      const index = Number(random() < 0.5);
      const { tab, outbox } = tabs[index]!;
      const deed = pick(random, ['add', 'add', 'crash', 'restart', 'offline', 'wait', 'wait', 'wait'] as const);
      if (deed === 'add') {
        added.push(`${seed}.${step}`);
        await outbox.add(ref, write(`${seed}.${step}`));
      } else if (deed === 'crash') {
        tab.kill();
        tabs[index] = enter();
      } else if (deed === 'restart') {
        outbox.stop();
        outbox.start();
      } else if (deed === 'offline') {
        device.goOnline(!device.online);
      } else {
        device.clock.advance(random() * 3000);
      }
      for (let turns = random() * 20; turns > 1; turns--) await turn();
    }
    backend.fate = () => 'answered';
    device.goOnline(true);
    for (const { tab } of tabs) tab.kill();
    const last = enter();
    const waiting = () => [...device.database].filter(([key, value]) => key.startsWith('v1:outbox:') && (value as { state: string }).state !== 'unsure');
    // Without locks the turn of a killed tab must first run out.
    await until(() => (device.clock.advance(10), last.outbox.entries(ref).length >= waiting().length));
    for (let rounds = 0; rounds < 200 && (rounds < 2 || waiting().length); rounds++) {
      device.clock.advance(15_000);
      for (let turns = 0; turns < 50; turns++) await turn();
    }
    return { added, stored: backend.stored, unsure: last.outbox.entries(ref).filter(({ state }) => state === 'unsure').map(({ comment }) => comment.body.text) };
  }

  it('holds for a backend with idempotent writes, whatever is cut, crashes or restarts', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { added, stored, unsure } = await history(seed, true);
      // What was unreadable five times is kept and shown to the reader; it may be stored.
      const settled = added.filter((text) => !unsure.includes(text));
      assert.deepEqual(settled.filter((text) => !stored.includes(text)), [], `seed ${seed}: lost`);
      assert.equal(new Set(stored).size, stored.length, `seed ${seed}: twice`);
    }
  });

  it('is at most once, and never lost from sight, for a backend without', async () => {
    for (let seed = 101; seed <= 160; seed++) {
      const { added, stored, unsure } = await history(seed, false);
      assert.equal(new Set(stored).size, stored.length, `seed ${seed}: twice`);
      assert.deepEqual(added.filter((text) => !stored.includes(text) && !unsure.includes(text)), [], `seed ${seed}: lost`);
    }
  });
});
