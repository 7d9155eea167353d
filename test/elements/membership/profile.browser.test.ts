import { expect } from '@open-wc/testing';
import { membership as texts } from '../../../src/i18n/en/membership.ts';
import { until } from '../../support/harness.ts';
import type { MembersAdapter } from '../../support/members-adapter.ts';
import { checkered, fieldAt, withAnnSignedIn, type MembershipHarness } from '../../support/membership.ts';
import { freshReader, heardConsole } from '../../support/reader.ts';

const save = async (pages: MembershipHarness) => {
  pages.find('.sheet [type=submit]')!.click();
  await pages.settled();
};

/** Presses a key on the picture that is being cut. */
const press = async (pages: MembershipHarness, key: string, times = 1, more: KeyboardEventInit = {}) => {
  for (let time = 0; time < times; time++) pages.canvas!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await pages.drawn();
};

/** Drags over the picture, by parts of its side. */
const drag = async (pages: MembershipHarness, points: readonly (readonly [number, number])[]) => {
  const canvas = pages.canvas!;
  canvas.setPointerCapture = () => undefined;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const event = (type: string, [x, y]: readonly [number, number]) =>
    canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: left + x * width, clientY: top + y * height, bubbles: true, cancelable: true }));
  event('pointerdown', points[0]!);
  for (const point of points.slice(1)) event('pointermove', point);
  event('pointerup', points.at(-1)!);
  await pages.drawn();
};

/** What the backend has of the picture, to be looked at. */
const stored = async (adapter: MembersAdapter): Promise<OffscreenCanvas> => {
  const { viewer } = await adapter.account!.loadAccount(location.origin);
  const bitmap = await createImageBitmap(await (await fetch(viewer.picture!)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return canvas;
};

describe('the profile', () => {
  freshReader();
  heardConsole();

  it('is saved, announced, and changes the name in the member’s line', async () => {
    const { pages, account, adapter } = await withAnnSignedIn();
    await pages.open();
    await pages.type('name', ' Anna  Example ');
    await pages.type('about', 'I write.');
    await save(pages);
    expect(pages.announcement).to.equal(texts.saved);
    await until(() => account.memberButton?.textContent === 'Anna Example', 'the line has the new name');
    const { viewer, about } = await adapter.account!.loadAccount(location.origin);
    expect([viewer.name, about]).to.deep.equal(['Anna Example', 'I write.']);
  });

  it('says at the field what is wrong, and leads there', async () => {
    const { pages, harness, adapter } = await withAnnSignedIn();
    const other = adapter.memory as unknown as { beside(device: string): MembersAdapter };
    const { session } = other.beside('another');
    const { flow } = await session.signUp(location.origin, { name: 'Bob', email: 'bob@news.example', password: null }, { language: 'en' });
    await session.confirm(location.origin, flow, adapter.mails.at(-1)!.code!, null);
    await pages.open();
    for (const [name, fault] of [[' ', texts.nameRequired], ['x'.repeat(81), texts.nameTooLong], ['A\u202Enn', texts.nameUnfit], ['bob', texts.nameTaken]] as const) {
      await pages.type('name', name);
      expect(pages.faults).to.deep.equal([]);
      await save(pages);
      await until(() => pages.faults.includes(fault), fault);
      await until(() => harness.hasFocus(pages.find('#member-name')), 'it has the focus');
      expect(pages.find('#member-name')!.getAttribute('aria-invalid')).to.equal('true');
    }
  });

  it('counts the room for a few words, and refuses too many', async () => {
    const { pages } = await withAnnSignedIn();
    await pages.open();
    await pages.type('about', 'ş'.repeat(499));
    expect(pages.find('#member-about-left')!.textContent).to.equal(texts.left(1));
    await pages.type('about', '😀'.repeat(502));
    expect(pages.find('#member-about-left')!.textContent).to.equal(texts.over(2));
    await save(pages);
    expect(pages.faults).to.deep.equal([texts.aboutTooLong]);
  });

  it('shows what others see, as soon as it is chosen', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await pages.open();
    await pages.type('about', 'I write.');
    await until(() => pages.find('.preview')!.innerText.includes(texts.memberComments(0)), 'the count is there');
    expect(pages.find('.preview')!.innerText).to.contain('I write.').and.to.contain('Member since');
    for (const name of ['about', 'count', 'since']) await pages.tick(`[name=${name}]`);
    await until(() => pages.find('.preview')!.innerText.replace(/\s+/g, ' ').trim() === `${texts.preview} A Ann`, 'only the name is left');
    const { settings } = await adapter.account!.loadAccount(location.origin);
    expect(settings.visible).to.deep.equal({ about: false, count: false, since: false });
  });
});

describe('the picture', () => {
  freshReader();
  heardConsole();

  it('is cut to its middle', async () => {
    const { pages, adapter, harness } = await withAnnSignedIn();
    await pages.open();
    await pages.choosePicture(await checkered());
    await until(() => harness.hasFocus(pages.canvas), 'it has the focus');
    expect([fieldAt(pages.canvas!, 0.1, 0.1), fieldAt(pages.canvas!, 0.9, 0.9)]).to.deep.equal(['2,0', '5,3']);
    await pages.press(texts.usePicture);
    await until(() => pages.announcement === texts.pictureSaved, 'it says so');
    const picture = await stored(adapter);
    expect([picture.width === picture.height, fieldAt(picture, 0.1, 0.1), fieldAt(picture, 0.9, 0.9)]).to.deep.equal([true, '2,0', '5,3']);
    expect(pages.find('.picture .portrait img')).not.to.equal(null);
    await pages.press(texts.removePicture);
    await until(() => pages.announcement === texts.pictureRemoved, 'it says so');
    expect([pages.find('.picture .portrait img'), pages.find('.picture .portrait')!.textContent]).to.deep.equal([null, 'A']);
  });

  it('is moved and brought near by keyboard', async () => {
    const { pages, adapter } = await withAnnSignedIn();
    await pages.open();
    await pages.choosePicture(await checkered());
    await press(pages, 'ArrowRight', 5);
    expect(fieldAt(pages.canvas!, 0.1, 0.1)).to.equal('3,0');
    await press(pages, 'ArrowRight', 9, { shiftKey: true });
    expect(fieldAt(pages.canvas!, 0.9, 0.1), 'it ends at the edge').to.equal('7,0');
    await press(pages, '+', 20);
    await press(pages, 'ArrowDown', 9, { shiftKey: true });
    await press(pages, 'ArrowLeft', 9, { shiftKey: true });
    await press(pages, 'ArrowLeft', 9, { shiftKey: true });
    expect([fieldAt(pages.canvas!, 0.1, 0.1), fieldAt(pages.canvas!, 0.9, 0.9)]).to.deep.equal(['0,2', '1,3']);
    await press(pages, '-', 30);
    expect([fieldAt(pages.canvas!, 0.1, 0.1), fieldAt(pages.canvas!, 0.9, 0.9)]).to.deep.equal(['0,0', '3,3']);
    await pages.press(texts.usePicture);
    await until(() => pages.announcement === texts.pictureSaved, 'it says so');
    const picture = await stored(adapter);
    expect([fieldAt(picture, 0.1, 0.1), fieldAt(picture, 0.9, 0.9)]).to.deep.equal(['0,0', '3,3']);
  });

  it('is moved by dragging, by tapping, and brought near by the wheel and the slider', async () => {
    const { pages } = await withAnnSignedIn();
    await pages.open();
    await pages.choosePicture(await checkered());
    await drag(pages, [[0.9, 0.5], [0.7, 0.5], [0.4, 0.5]]);
    expect([fieldAt(pages.canvas!, 0.1, 0.1), fieldAt(pages.canvas!, 0.9, 0.1)]).to.deep.equal(['4,0', '7,0']);
    await drag(pages, [[0.2, 0.5]]);
    expect(fieldAt(pages.canvas!, 0.45, 0.1), 'what was tapped is in the middle').to.equal('4,0');
    const { left, top } = pages.canvas!.getBoundingClientRect();
    pages.canvas!.dispatchEvent(new WheelEvent('wheel', { deltaY: -300, clientX: left, clientY: top, bubbles: true, cancelable: true }));
    await pages.drawn();
    const corner = fieldAt(pages.canvas!, 0.02, 0.02);
    expect([corner, fieldAt(pages.canvas!, 0.98, 0.98)]).to.deep.equal(['2,0', '4,1']);
    const slider = pages.find('[part=zoom]') as HTMLInputElement;
    slider.value = '1';
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await pages.drawn();
    expect(fieldAt(pages.canvas!, 0.9, 0.9)).to.match(/,3$/);
  });

  it('is taken from what is pasted, and left as it was by cancelling', async () => {
    const { pages } = await withAnnSignedIn();
    await pages.open();
    // Not every browser lets a page make the event of a pasted file.
    const clipboardData = { files: [new File([await checkered()], 'me.png', { type: 'image/png' })] };
    const paste = Object.defineProperty(new Event('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData });
    pages.dialog!.dispatchEvent(paste);
    await until(() => pages.canvas, 'it is cut');
    await pages.press(texts.cancel);
    expect([pages.canvas, pages.find('.picture .portrait')!.textContent]).to.deep.equal([null, 'A']);
  });

  it('is refused where it is none', async () => {
    const { pages } = await withAnnSignedIn();
    await pages.open();
    await pages.choosePicture(new Blob(['no picture'], { type: 'image/png' }));
    expect(pages.faults).to.deep.equal([texts.pictureMalformed]);
  });
});
