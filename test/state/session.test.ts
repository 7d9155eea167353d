import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CommentsError } from '../../src/contract/errors.ts';
import { loadPreferences } from '../../src/state/preferences.ts';
import { savePreferences } from '../../src/state/save-preferences.ts';
import { Device, until } from '../support/device.ts';
import { calm } from '../support/outboxes.ts';
import { backend, sessionIn, signedIn, site, textsOf, withAnn } from '../support/sessions.ts';

describe('a session', () => {
  it('is nobody’s where nobody signed in, and asks nobody', async () => {
    const { adapter } = await withAnn();
    const session = sessionIn(new Device().tab(), adapter);
    await calm();
    assert.deepEqual([session.presence, session.viewer, session.view], ['guest', null, null]);
  });

  it('is drawn from the device’s mark before the backend has confirmed it', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const first = await signedIn(device.tab(), adapter);
    const session = sessionIn(device.tab(), adapter.beside('same'));
    assert.deepEqual([session.presence, session.viewer?.name, session.viewer?.id], ['remembered', 'Ann', first.viewer?.id]);
    await session.check();
    assert.deepEqual([session.presence, session.view?.isNew], ['member', false]);
  });

  it('is not drawn for another backend', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    await signedIn(device.tab(), adapter);
    const texts = textsOf(device);
    const { member } = loadPreferences(texts) as { member: { backend: string } };
    assert.equal(member.backend, backend);
    texts.setItem('diwan:v1', JSON.stringify({ member: { ...member, backend: 'another' } }));
    assert.equal(sessionIn(device.tab(), adapter).presence, 'guest');
  });

  it('passes over a mark that is no mark', async () => {
    const { adapter } = await withAnn();
    for (const member of ['Ann', 7, null, [], { backend }, { backend, id: 1, name: 'Ann' }, { backend, id: 'x', name: null }]) {
      const device = new Device();
      textsOf(device).setItem('diwan:v1', JSON.stringify({ member }));
      assert.equal(sessionIn(device.tab(), adapter).presence, 'guest', JSON.stringify(member));
    }
  });

  it('stays remembered while the backend cannot be asked, and asks again back on the network', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    await signedIn(device.tab(), adapter);
    const again = adapter.beside('same');
    const load = again.session!.loadSession;
    Object.assign(again.session!, { loadSession: () => Promise.reject(new CommentsError('offline', 'no network')) });
    const session = sessionIn(device.tab(), again);
    await session.check();
    assert.equal(session.presence, 'remembered');
    Object.assign(again.session!, { loadSession: load });
    device.goOnline(true);
    await until(() => session.presence === 'member');
  });

  it('that ended by itself is lost: the member is still drawn, and so is the next page’s', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const session = await signedIn(device.tab(), adapter);
    await adapter.session!.signOut(site, 'here');
    await session.check();
    assert.deepEqual([session.presence, session.viewer?.name, session.view], ['lost', 'Ann', null]);
    assert.equal(sessionIn(device.tab(), adapter).presence, 'remembered');
  });

  it('is followed by other tabs, in and out', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const other = sessionIn(device.tab(), adapter.beside('same'));
    const session = await signedIn(device.tab(), adapter);
    await until(() => other.presence === 'member');
    assert.deepEqual([other.viewer?.name, other.arrived?.viewer.name], ['Ann', 'Ann']);
    savePreferences(textsOf(device), { user: 'ann@news.example' });
    await session.signOut('here');
    await until(() => other.presence === 'guest');
    const { member, user } = loadPreferences(textsOf(device));
    assert.deepEqual([other.viewer, session.viewer, member, user], [null, null, undefined, undefined], 'nor does the device remember whom the site signed in');
  });

  it('is not followed by tabs of another backend', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const tab = device.tab();
    const heard: unknown[] = [];
    tab.channel.addEventListener('message', ({ data }) => heard.push(data));
    await signedIn(device.tab(), adapter);
    await calm();
    assert.equal(JSON.stringify(heard).includes('Ann'), false, 'no tab is told more than that something happened');
    assert.equal(heard.length, 1);
  });

  it('is not taken for ended by an answer to an older question', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const session = sessionIn(device.tab(), adapter);
    const asked = session.check();
    session.take(await adapter.session!.signIn(site, 'ann@news.example', 'five blue lamps swim'));
    await asked;
    assert.equal(session.presence, 'member');
  });

  it('changes nothing where a sign-out fails', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const session = await signedIn(device.tab(), adapter);
    Object.assign(adapter.session!, { signOut: () => Promise.reject(new CommentsError('offline', 'no network')) });
    await assert.rejects(session.signOut('here'), { code: 'offline' });
    assert.equal(session.presence, 'member');
  });

  it('closes only the window that a tab waits for', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const waiting = sessionIn(device.tab(), adapter.beside('same'));
    const idle = sessionIn(device.tab(), adapter.beside('same'));
    waiting.awaitsWindow = true;
    const popup = await signedIn(device.tab(), adapter);
    await until(() => popup.mayClose);
    assert.deepEqual([waiting.awaitsWindow, waiting.mayClose, idle.mayClose], [false, false, false]);
    const later = await signedIn(device.tab(), adapter);
    await calm();
    assert.equal(later.mayClose, false, 'nobody waits for it');
  });

  it('learns from the window that it waits for whether they have just joined', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const { view } = await signedIn(new Device().tab(), adapter);
    const [waiting, idle] = [sessionIn(device.tab(), adapter.beside('same')), sessionIn(device.tab(), adapter.beside('same'))];
    waiting.awaitsWindow = true;
    sessionIn(device.tab(), adapter).take({ ...view!, isNew: true });
    await until(() => waiting.arrived !== null && idle.arrived !== null);
    assert.deepEqual([waiting.arrived?.isNew, idle.arrived?.isNew], [true, false]);
  });

  it('is told of a window that came back without anybody', async () => {
    const device = new Device();
    const { adapter } = await withAnn();
    const waiting = sessionIn(device.tab(), adapter);
    waiting.awaitsWindow = true;
    const popup = sessionIn(device.tab(), adapter);
    popup.giveUp();
    await until(() => popup.mayClose);
    assert.deepEqual([waiting.windowFailed, waiting.presence], [true, 'guest']);
  });
});
