/** What every browser test relies on: that the engine under it types, compiles and stores as a reader's browser does. */
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { get, set } from 'idb-keyval';

describe('the engine', () => {
  it('receives each key that is sent, also the same one twice', async () => {
    const field = await fixture<HTMLTextAreaElement>(html`<textarea aria-label="Text"></textarea>`);
    field.focus();
    await sendKeys({ type: 'Hello, book' });
    expect(field.value).to.equal('Hello, book');
  });

  it('moves the focus with the Tab key', async () => {
    const pair = await fixture(html`<div><input aria-label="First" /><input aria-label="Second" /></div>`);
    const [first, second] = pair.querySelectorAll('input');
    first?.focus();
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement).to.equal(second);
  });

  it('loads a source file of the project when it is asked for', async () => {
    const { whole } = await import('../../src/contract/guards.ts');
    expect(whole(1, 9)(3, 'page')).to.equal(3);
  });

  it('reaches a Dîwan server of another origin', async () => {
    const origin = await (await fetch('/__server')).text();
    expect(origin).not.to.equal(location.origin);
    const asked = new URLSearchParams({ site: location.origin, thread: 'engine', sort: 'oldest', size: '10', page: '1' });
    const answer = await fetch(`${origin}/v1/comments?${asked.toString()}`);
    expect(answer.status).to.equal(200);
  });

  it('keeps what is written to IndexedDB', async () => {
    await set('engine', { text: 'سڵاو' });
    expect(await get('engine')).to.deep.equal({ text: 'سڵاو' });
  });
});
