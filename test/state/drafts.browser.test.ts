import { expect, waitUntil } from '@open-wc/testing';
import { newCommentId } from '../../src/contract/index.ts';
import { Drafts, type DraftKey } from '../../src/state/drafts.ts';
import { pageEnvironment } from '../../src/state/environment.ts';

describe('drafts in a browser', () => {
  const tab = () => new Drafts(pageEnvironment(window));
  const key = (): DraftKey => ({ backend: 'http', site: 'https://news.example', thread: newCommentId(), parent: null, viewer: null });

  it('come back in the next life', async () => {
    const at = key();
    const before = tab().open(at);
    for (const text of ['S', 'Si', 'Silav', 'Silav 👋🏽', 'سڵاو']) before.write(text);
    await before.flush();
    const draft = tab().open(at);
    await draft.ready;
    expect([draft.text, draft.restored, draft.other]).to.deep.equal(['سڵاو', true, null]);
    draft.discard();
    await draft.flush();
    const after = tab().open(at);
    await after.ready;
    expect(after.text).to.equal('');
  });

  it('are one in two tabs that take turns', async () => {
    const at = key();
    const [one, other] = [tab().open(at), tab().open(at)];
    await Promise.all([one.ready, other.ready]);
    one.write('a');
    await waitUntil(() => other.text === 'a');
    other.write('ab');
    await waitUntil(() => one.text === 'ab');
    expect([one.other, other.other]).to.deep.equal([null, null]);
  });

  it('are two in two tabs that type at once, until the reader decides', async () => {
    const at = key();
    const [one, other] = [tab().open(at), tab().open(at)];
    await Promise.all([one.ready, other.ready]);
    one.write('mine');
    other.write('yours');
    await waitUntil(() => one.other !== null && other.other !== null);
    expect([one.text, one.other, other.text, other.other]).to.deep.equal(['mine', 'yours', 'yours', 'mine']);
    one.takeOther();
    await waitUntil(() => other.other === null);
    expect([one.text, other.text]).to.deep.equal(['yours', 'yours']);
  });
});
