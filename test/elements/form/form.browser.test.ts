import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryOptions } from '../../../src/adapters/memory/memory-adapter.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { elementBasics, type MakeState } from '../../support/element-basics.ts';
import { comments, FakeAdapter } from '../../support/fake-adapter.ts';
import { until, type Harness } from '../../support/harness.ts';
import { ownThread, placed, type Placing } from '../../support/placed.ts';
import { freshReader, heardConsole, keepGuest, keptGuest } from '../../support/reader.ts';

const texts = withWriting(reading);

async function withForm(options: MemoryOptions = {}, placing: Placing = {}): Promise<{ adapter: FakeAdapter; harness: Harness }> {
  const thread = ownThread();
  const adapter = new FakeAdapter({ seeds: comments(thread, 2), ...options });
  const harness = await placed({ adapter, thread: thread.key, ...placing });
  await harness.form();
  return { adapter, harness };
}

const asking = (name: 'required' | 'optional' | 'none', email = name) => ({ facts: { guest: { name, email } } });
const typed = (text: string, options: MemoryOptions): MakeState => async (around) => {
  const { harness } = await withForm(options, around);
  await harness.typeAt('text', text);
  return harness;
};

/** A member reads: the form asks for no name. */
async function member(placing: Placing = {}): Promise<{ adapter: FakeAdapter; harness: Harness }> {
  const thread = ownThread();
  const adapter = new FakeAdapter({ seeds: comments(thread, 1) });
  adapter.shape = (page) => ({ ...page, viewer: { id: 'm1', name: 'Mem', picture: null } });
  const harness = await placed({ adapter, thread: thread.key, ...placing });
  await harness.form();
  return { adapter, harness };
}

elementBasics('the form', {
  'empty': typed('', {}),
  'that may be left by a guest without a name': typed('', asking('optional')),
  'that asks a guest for nothing': typed('', asking('none')),
  'of a member': async (around) => (await member(around)).harness,
  'near its limit': typed('x'.repeat(95), { facts: { maxLength: 100 } }),
  'over its limit': typed('x'.repeat(101), { facts: { maxLength: 100 } }),
  'with a fault at every field': async (around) => {
    const { harness } = await withForm({}, around);
    await harness.submit();
    await until(() => harness.announcement, 'it says so');
    return harness;
  },
});

describe('the form', () => {
  freshReader();
  heardConsole();

  it('asks a guest for a name, an e-mail that nobody will see, and the text', async () => {
    const { harness } = await withForm();
    expect(harness.formHeading).to.equal('Add contribution as a guest');
    for (const label of ['Name', 'E-mail', 'Your comment']) expect(harness.field(label)?.required, label).to.equal(true);
    expect(harness.text('#email-note')).to.equal(texts.emailNote);
    expect(harness.field('E-mail')?.getAttribute('aria-describedby')).to.contain('email-note');
    expect([harness.field('Name')?.autocomplete, harness.field('E-mail')?.autocomplete]).to.deep.equal(['name', 'email']);
    for (const label of ['Name', 'E-mail', 'Your comment']) expect(parseFloat(getComputedStyle(harness.field(label)!).fontSize), label).to.be.at.least(16);
  });

  it('lets a guest leave out what is optional', async () => {
    const { adapter, harness } = await withForm(asking('optional'));
    expect([harness.field('Name')?.required, harness.field('E-mail')?.required]).to.deep.equal([false, false]);
    expect(harness.find('label[for=name]')?.textContent).to.contain('(optional)');
    await harness.send('By nobody', '', '');
    await until(() => harness.own[0]?.became === texts.sent, 'it is published');
    expect(adapter.posts[0]?.request.guest).to.deep.equal({ name: null, email: null });
    expect(harness.own[0]?.name).to.equal('Guest');
  });

  it('asks a guest for nothing where the backend wants nothing', async () => {
    const { harness } = await withForm(asking('none'));
    expect([harness.field('Name'), harness.field('E-mail'), harness.field(texts.remember)]).to.deep.equal([undefined, undefined, undefined]);
    await harness.send('Just this');
    await until(() => harness.own.length === 1, 'it is sent');
  });

  for (const [width, size] of [['20em', ''], ['40em', ''], ['20em', '14.25em']] as const) {
    it(`fills the room kept for it where the text alone is asked for, on a page ${width} wide${size && ` that keeps ${size}`}`, async () => {
      const { harness } = await withForm(asking('none'));
      harness.element.style.inlineSize = width;
      harness.element.style.setProperty('--diwan-form-size', size);
      const text = harness.field(texts.text)!;
      const room = () => [text.offsetHeight, harness.spareRoom];
      const atFirst = room();
      expect(harness.spareRoom).to.be.within(0, 6);
      text.focus();
      await until(() => text.closest('.begun'), 'the reader begins');
      expect(room()).to.deep.equal(atFirst);
      await harness.type(texts.text, 'One line.\n'.repeat(40));
      await harness.drawn();
      await harness.type(texts.text, 'One line.');
      await harness.drawn();
      expect(room()).to.deep.equal(atFirst);
    });
  }

  it('asks a member for the text only, and sends it as theirs', async () => {
    const { adapter, harness } = await member();
    expect([harness.field('Name'), harness.field('E-mail'), harness.field(texts.remember)]).to.deep.equal([undefined, undefined, undefined]);
    adapter.holdsPosts = true;
    await harness.send('As a member');
    await until(() => adapter.posts.length === 1, 'it is sent');
    expect([adapter.posts[0]?.request.guest, adapter.posts[0]?.request.body.text]).to.deep.equal([null, 'As a member']);
    adapter.posts[0]?.fail('forbidden');
    await until(() => harness.own[0]?.became?.startsWith('Not posted.'), 'it is refused');
  });

  it('says what is wrong at each field, brings the reader to the first, and clears nothing', async () => {
    const { adapter, harness } = await withForm();
    await harness.type('E-mail', 'not an address');
    await harness.type('Your comment', '   ');
    await harness.submit();
    expect(['Name', 'E-mail', 'Your comment'].map((label) => harness.fault(label))).to.deep.equal([
      texts.nameRequired, texts.emailMalformed, texts.textRequired,
    ]);
    await until(() => harness.announcement === texts.problems(3), 'it is announced');
    expect(harness.hasFocus(harness.field('Name'))).to.equal(true);
    expect(['Name', 'E-mail', 'Your comment'].map((label) => harness.field(label)?.value)).to.deep.equal(['', 'not an address', '   ']);
    expect(adapter.posts).to.have.length(0);
  });

  for (const [name, fault] of [['a\u202Eb', texts.nameCharacters], ['x'.repeat(81), texts.nameTooLong]] as const) {
    it(`says of a name that it is refused: ${fault}`, async () => {
      const { harness } = await withForm();
      await harness.send('Hello', name);
      expect([harness.fault('Name'), harness.fault('E-mail'), harness.fault('Your comment')]).to.deep.equal([fault, null, null]);
      await until(() => harness.announcement === texts.problems(1), 'it is announced');
    });
  }

  it('no longer says what is wrong with a field that is being mended', async () => {
    const { harness } = await withForm();
    await harness.submit();
    await harness.type('Name', 'A');
    expect([harness.fault('Name'), harness.fault('E-mail')]).to.deep.equal([null, texts.emailRequired]);
  });

  it('counts near the limit only, and by what a reader calls a character', async () => {
    const { harness } = await withForm({ facts: { maxLength: 100 } });
    for (const [text, counter] of [
      ['x'.repeat(89), ''],
      ['x'.repeat(90), '10 characters left'],
      ['👋'.repeat(99), '1 character left'],
      ['x'.repeat(100), '0 characters left'],
      ['x'.repeat(103), '3 characters too many'],
    ] as const) {
      await harness.type('Your comment', text);
      expect(harness.counter, `${text.length}`).to.equal(counter);
    }
    await harness.send('x'.repeat(103));
    expect(harness.fault('Your comment')).to.equal(texts.textTooLong(100));
    expect(harness.field('Your comment')?.value).to.have.length(103);
  });

  it('sends once, however often it is pressed', async () => {
    const { adapter, harness } = await withForm();
    adapter.holdsPosts = true;
    await harness.type('Name', 'Ann');
    await harness.type('E-mail', 'ann@news.example');
    await harness.type('Your comment', 'Only once');
    const submit = harness.button('Post comment');
    for (let press = 0; press < 5; press++) submit.click();
    await until(() => adapter.posts.length === 1 && harness.field('Your comment')?.value === '', 'it is on its way');
    submit.click();
    await harness.drawn();
    expect([adapter.posts.length, harness.own.length, harness.fault('Your comment')]).to.deep.equal([1, 1, null]);
    adapter.posts[0]?.answer();
    await until(() => harness.own[0]?.became === texts.sent, 'it is published');
  });

  it('sends with Ctrl and Enter, and not with Enter alone', async () => {
    const { adapter, harness } = await withForm();
    await harness.type('Name', 'Ann');
    await harness.type('E-mail', 'ann@news.example');
    harness.field('Your comment')!.focus();
    await sendKeys({ type: 'Quick' });
    await sendKeys({ press: 'Enter' });
    expect(adapter.posts).to.have.length(0);
    harness.field('Your comment')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    await until(() => adapter.posts.length === 1, 'it is sent');
    expect(adapter.posts[0]?.request.body.text).to.equal('Quick\n');
  });

  it('keeps what is typed while the comment before is being stored', async () => {
    const { adapter, harness } = await withForm();
    await harness.type('Name', 'Ann');
    await harness.type('E-mail', 'ann@news.example');
    await harness.type('Your comment', 'First');
    harness.button('Post comment').click();
    void harness.type('Your comment', 'First, then more');
    await until(() => harness.own.length === 1, 'the first is on its way');
    await until(() => harness.field('Your comment')?.value === ', then more', 'the rest stays');
    await until(() => adapter.posts[0]?.request.body.text === 'First', 'the first is sent as it was when it was pressed');
    await harness.type('Your comment', '');
  });

  it('keeps name and e-mail for the next comment', async () => {
    const { harness } = await withForm();
    await harness.send('First');
    await until(() => harness.field('Your comment')?.value === '', 'it is sent');
    expect([harness.field('Name')?.value, harness.field('E-mail')?.value]).to.deep.equal(['Ann', 'ann@news.example']);
  });

  it('sends what was pressed though it is moved in the page meanwhile', async () => {
    const { adapter, harness } = await withForm();
    await harness.type('Name', 'Ann');
    await harness.type('E-mail', 'ann@news.example');
    await harness.type('Your comment', 'On the move');
    harness.button('Post comment').click();
    const home = harness.element.parentElement!;
    home.append(harness.element);
    await until(() => adapter.posts.length === 1, 'it is sent');
    await until(() => harness.field('Your comment')?.value === '', 'the form is empty');
    await harness.send('And another');
    await until(() => adapter.posts.length === 2, 'the next is sent');
  });
});

describe('the remembered guest', () => {
  freshReader();
  const remember = texts.remember;

  it('is remembered only where the reader ticks so', async () => {
    const { harness } = await withForm();
    expect((harness.field(remember) as HTMLInputElement).checked).to.equal(false);
    await harness.send('Not ticked');
    await until(() => harness.own.length === 1, 'it is sent');
    expect(await keptGuest()).to.equal(null);
  });

  it('comes back with the next form, and can be forgotten', async () => {
    const { harness } = await withForm();
    harness.field(remember)!.click();
    await harness.send('Ticked');
    await until(() => harness.own.length === 1, 'it is sent');
    await until(() => harness.buttons.includes(texts.forget), 'it says so');
    harness.element.remove();

    const { harness: next } = await withForm();
    await until(() => next.field('Name')?.value === 'Ann', 'the name is there');
    expect([next.field('E-mail')?.value, next.field(remember)]).to.deep.equal(['ann@news.example', undefined]);
    await next.press(texts.forget);
    await until(() => next.hasFocus(next.field(remember)), 'the focus is where it can be ticked again');
    expect(next.field('Name')?.value).to.equal('Ann');
    await until(() => (next.field(remember) as HTMLInputElement | undefined)?.checked === false, 'it can be ticked again');
    expect(await keptGuest()).to.equal(null);
  });

  it('need not be typed again where the page goes on to another article, and is gone with the page', async () => {
    const { harness } = await withForm();
    await harness.type('Name', 'Ann');
    await harness.type('E-mail', 'ann@news.example');
    harness.element.thread = ownThread().key;
    await harness.drawn();
    await harness.form();
    expect([harness.field('Name')?.value, harness.field('E-mail')?.value]).to.deep.equal(['Ann', 'ann@news.example']);
    expect(await keptGuest(), 'and is not kept').to.equal(null);
  });

  it('is not told to a backend that does not ask', async () => {
    await keepGuest({ name: 'Ann', email: 'ann@news.example' });
    const { adapter, harness } = await withForm(asking('optional', 'none'));
    await until(() => harness.field('Name')?.value === 'Ann', 'the name is there');
    await harness.send('No address here');
    await until(() => adapter.posts.length === 1, 'it is sent');
    expect(adapter.posts[0]?.request.guest).to.deep.equal({ name: 'Ann', email: null });
    expect(await keptGuest()).to.deep.equal({ name: 'Ann', email: 'ann@news.example' });
  });
});
