import { expect } from '@open-wc/testing';
import { own } from '../../../src/i18n/en/own.ts';
import { reading } from '../../../src/i18n/en/reading.ts';
import { withWriting } from '../../../src/i18n/en/writing.ts';
import { returned } from '../../support/deeds.ts';
import { until } from '../../support/harness.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const texts = { ...withWriting(reading), ...own };

describe('editing a comment of one’s own', () => {
  freshReader();
  heardConsole();

  it('is done in a field with the text, where the focus goes', async () => {
    const { harness, deeds } = await returned();
    await deeds.edit();
    expect([deeds.field?.value, deeds.names, harness.texts.at(-1)]).to.deep.equal(['Mine', [], 'Mine']);
    expect(harness.hasFocus(deeds.field)).to.equal(true);
    expect(deeds.field?.selectionStart).to.equal('Mine'.length);
    expect(harness.draftLines).to.deep.equal([]);
  });

  it('shows the new text and that it was edited, says so, and leads back to the button', async () => {
    const { harness, deeds, adapter } = await returned();
    await deeds.edit();
    await deeds.type('Better');
    await deeds.save();
    await until(() => harness.texts.at(-1) === 'Better', 'it is shown');
    await until(() => harness.announcement === texts.saved, 'it is announced');
    expect(deeds.field).to.equal(null);
    await until(() => harness.hasFocus(deeds.button('edit')), 'the button has the focus');
    const mark = harness.commentElements.at(-1)!.querySelector<HTMLElement>('[part=edited]')!;
    expect([mark.textContent, mark.title.includes(`${new Date().getFullYear()}`)]).to.deep.equal(['edited', true]);
    expect(adapter.deeds.length).to.equal(1);
  });

  for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
    it(`is saved by ${Object.keys(more)[0]!.replace('Key', '')} and Enter`, async () => {
      const { harness, deeds } = await returned();
      await deeds.edit();
      await deeds.type('Better');
      await deeds.key('Enter', more);
      await until(() => harness.texts.at(-1) === 'Better', 'it is saved');
    });
  }

  it('is left with Escape, but not with that of an input method', async () => {
    const { harness, deeds } = await returned();
    await deeds.edit();
    await deeds.type('Half a th');
    await deeds.key('Escape', { isComposing: true });
    expect(deeds.field?.value).to.equal('Half a th');
    expect((await deeds.key('Escape')).defaultPrevented).to.equal(true);
    expect(deeds.field).to.equal(null);
    await until(() => harness.hasFocus(deeds.button('edit')), 'the button has the focus');
  });

  it('comes back to what was typed, says so, and lets it be discarded', async () => {
    const { harness, deeds } = await returned();
    await deeds.edit();
    await deeds.type('Mine, and more');
    await harness.press('Cancel');
    await deeds.edit();
    expect([deeds.field?.value, harness.draftLines]).to.deep.equal(['Mine, and more', [texts.draftRestored]]);
    await harness.press(texts.draftDiscard);
    expect([deeds.field?.value, harness.draftLines]).to.deep.equal(['Mine', [texts.draftDiscarded]]);
    expect(harness.hasFocus(deeds.field)).to.equal(true);
    await harness.press(texts.undo);
    expect(deeds.field?.value).to.equal('Mine, and more');
  });

  it('says at the field what is wrong, until it is mended', async () => {
    const { harness, deeds, adapter } = await returned();
    for (const [text, fault] of [[' ', texts.textRequired], ['Mine\u0000', texts.textCharacters], ['x'.repeat(5001), texts.textTooLong(5000)]] as const) {
      await deeds.edit();
      await deeds.type(text);
      await deeds.save();
      await until(() => deeds.fault === fault, `it says: ${fault}`);
      expect(deeds.field?.getAttribute('aria-invalid')).to.equal('true');
      const described = deeds.field!.getAttribute('aria-describedby')!.split(' ').map((id) => harness.root.getElementById(id)?.textContent.trim());
      expect(described[0]).to.equal(fault);
      await deeds.type('Mine');
      expect([deeds.fault, deeds.field?.getAttribute('aria-invalid')]).to.deep.equal(['', 'false']);
      await harness.press('Cancel');
    }
    expect(adapter.deeds.length).to.equal(0);
  });

  it('counts what is left near the limit, and what is too much', async () => {
    const { harness, deeds } = await returned({ facts: { maxLength: 20 } });
    await deeds.edit();
    const counter = () => harness.text('[part=editing] [part=counter]');
    expect(counter()).to.equal('');
    await deeds.type('x'.repeat(19));
    expect(counter()).to.equal(texts.left(1));
    await deeds.type('x'.repeat(22));
    expect(counter()).to.equal(texts.over(2));
  });

  it('says what went wrong and keeps the text', async () => {
    const { deeds, adapter } = await returned();
    adapter.holdsDeeds = true;
    await deeds.edit();
    await deeds.type('Better');
    await deeds.save();
    expect(deeds.saving?.getAttribute('aria-disabled')).to.equal('true');
    await deeds.fail(adapter, 'unavailable');
    expect([deeds.fault, deeds.field?.value]).to.deep.equal([`${texts.errors.unavailable} ${texts.notSaved}`, 'Better']);
    expect([deeds.field?.getAttribute('aria-invalid'), deeds.saving?.getAttribute('aria-disabled')]).to.deep.equal(['false', 'false']);
  });

  it('says that it is too late, keeps the text to be copied, and then offers only what is left', async () => {
    const { harness, deeds, adapter } = await returned();
    adapter.holdsDeeds = true;
    await deeds.edit();
    await deeds.type('Better');
    await deeds.save();
    await deeds.fail(adapter, 'forbidden');
    expect([deeds.fault, deeds.field?.value, deeds.saving]).to.deep.equal([texts.tooLate, 'Better', null]);
    await harness.press('Cancel');
    expect(deeds.names).to.deep.equal(['Remove']);
    await until(() => harness.hasFocus(deeds.button('remove')), 'what is left has the focus');
  });

  it('stays with its comment when that is drawn in another place', async () => {
    const { harness, deeds } = await returned({}, {}, ['One of mine', 'Another']);
    await deeds.edit(harness.find('diwan-list > ol > li:last-child [data-deed=edit]'));
    await deeds.type('Another, better');
    await deeds.askRemoval();
    await deeds.remove();
    await until(() => harness.commentElements.length === 3, 'the other one is gone');
    await harness.drawn();
    expect([deeds.field?.value, deeds.field?.closest('article')?.querySelector('.text')?.textContent]).to.deep.equal(['Another, better', 'Another']);
    await deeds.type('x'.repeat(5001));
    expect(harness.text('[part=editing] [part=counter]')).to.equal(texts.over(1));
  });

  it('does not take the focus from where the reader went meanwhile', async () => {
    const { harness, deeds, adapter } = await returned();
    adapter.holdsDeeds = true;
    await deeds.edit();
    await deeds.type('Better');
    await deeds.save();
    harness.field('Your comment')!.focus();
    await until(() => adapter.deeds.length === 1, 'it was asked');
    adapter.deeds[0]!.answer();
    await until(() => harness.announcement === texts.saved, 'it is saved');
    await harness.drawn();
    expect(harness.hasFocus(harness.field('Your comment'))).to.equal(true);
  });
});
