import { expect } from '@open-wc/testing';
import '../../src/entries/define.ts';
import { define } from '../../src/entries/registration.ts';

describe('define', () => {
  it('defines what is not defined, and leaves what is', () => {
    const name = 'diwan-registration-test';
    const [First, Second, Third] = [class extends HTMLElement {}, class extends HTMLElement {}, class extends HTMLElement {}];
    define({ [name]: First });
    define({ [name]: Second, [`${name}-2`]: Third });
    expect([customElements.get(name), customElements.get(`${name}-2`)]).to.deep.equal([First, Third]);
  });

  it('may be loaded twice, as two scripts of one page do', async () => {
    const before = ['diwan-comments', 'diwan-list', 'diwan-comment'].map((name) => customElements.get(name));
    // Another address, so that the browser takes it for another script.
    const address = new URL('../../src/entries/define.ts?twice', import.meta.url).href;
    await import(address);
    expect(['diwan-comments', 'diwan-list', 'diwan-comment'].map((name) => customElements.get(name))).to.deep.equal(before);
    expect(before.every(Boolean)).to.equal(true);
  });
});
