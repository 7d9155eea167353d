import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { isAccessible } from './support/axe.ts';
import { newReader, type Reader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { gatewayFor } from './support/gateway.ts';
import { commentsFrom, serverFor, type CommentsServer, type ServerOptions } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

/** A reader who has just posted. */
async function posted(t: TestContext, text: string, options: ServerOptions = {}, reader?: Reader) {
  const server = await serverFor(t, options);
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const url = site.put('/', article({ server: gateway.url }));
  const guest = reader ?? (await newReader(t, { mayComplain: /status of 40[34]|net::ERR_|no answer from/ }));
  const widget = await Widget.open(guest, url);
  await widget.isKeeping();
  await widget.post(text);
  await widget.own.getByText(options.env?.['DIWAN_HOLD'] ? 'It appears once it is approved.' : 'Your comment is published.').waitFor();
  return { server, gateway, site, url, reader: guest, widget };
}

/** Waits until the server shows exactly these texts. */
const serverShows = (server: CommentsServer, texts: readonly string[]) => eventually(async () => assert.deepEqual(await server.texts(), texts));

test('a guest edits what they just posted; after a reload the new text stands in the list, marked, and other readers see it without buttons', async (t) => {
  const { server, widget, url } = await posted(t, 'I was their.', { comments: 2 });
  await widget.button('Edit').click();
  await widget.holdsChange('I was their.');
  await widget.change.fill('I was there.');
  await widget.button('Save').click();
  await widget.says(widget.announcement, 'Your comment was changed.');
  assert.deepEqual(await widget.ownTexts(), ['I was there.']);
  await widget.hasFocusOnButton('Edit');
  await serverShows(server, [...commentsFrom(1, 2), 'I was there.']);

  await widget.reload();
  await widget.shows([...commentsFrom(1, 2), 'I was there.']);
  const mark = widget.comments.last().locator('[part~=edited]');
  await widget.says(mark, 'edited');
  assert.match((await mark.getAttribute('title')) ?? '', /\d{4} at \d/);
  await widget.button('Edit').waitFor();
  assert.equal(await widget.comments.getByRole('button', { name: 'Edit', exact: true }).count(), 1);

  const other = await Widget.open(await newReader(t), url);
  await other.shows([...commentsFrom(1, 2), 'I was there.']);
  await other.says(other.comments.last().locator('[part~=edited]'), 'edited');
  await other.approach();
  assert.equal(await other.button('Edit').count(), 0);
});

test('who has written nothing fetches nothing of it and is not asked about', async (t) => {
  const server = await serverFor(t, { comments: 2 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, above: '<div style="height: 5000px"></div>' })));
  await widget.shows(commentsFrom(1, 2));
  const fetched = () => reader.requests.filter((address) => /keeping|writing|\/own/.test(address));
  assert.deepEqual(fetched(), []);
  await widget.approach();
  await eventually(() => assert.equal(fetched().length, 2));
  // Whatever is asked of the device is answered in its order.
  await widget.fill({ text: 'A first thought' });
  await widget.keeps('A first thought');
  assert.equal(fetched().length, 2);
});

test('who posted lately finds the buttons without coming near the form, who posted long ago only there', async (t) => {
  const { widget, reader, site, gateway } = await posted(t, 'Of today.');
  await widget.page.close();
  const asked = () => reader.requests.filter((address) => address.endsWith('/own')).length;
  const tall = await Widget.open(reader, site.put('/tall', article({ server: gateway.url, above: '<div style="height: 5000px"></div>' })));
  await tall.button('Edit').waitFor({ state: 'attached' });
  assert.equal(asked(), 1);
  await tall.page.evaluate(() => localStorage.setItem('diwan:v1', JSON.stringify({ own: Date.now() - 8 * 24 * 3_600_000 })));
  await tall.reload();
  await tall.page.waitForLoadState('networkidle');
  assert.equal(asked(), 1);
  await tall.approach();
  await eventually(async () => assert.equal(asked(), 2));
});

test('an edit that was not saved survives Cancel, Escape and a reload, and can be discarded', async (t) => {
  const { server, widget } = await posted(t, 'Draft me.');
  await widget.button('Edit').click();
  await widget.change.fill('Draft me well.');
  await widget.button('Cancel').click();
  await widget.hasFocusOnButton('Edit');
  await widget.page.keyboard.press('Enter');
  await widget.holdsChange('Draft me well.');
  await widget.own.getByText('We kept what you were writing.').waitFor();
  await widget.change.fill('Draft me better.');
  await widget.page.keyboard.press('Escape');
  await widget.hasFocusOnButton('Edit');
  await widget.keeps('Draft me better.');

  await widget.reload();
  await widget.button('Edit').click();
  await widget.holdsChange('Draft me better.');
  await widget.button('Discard it').click();
  await widget.holdsChange('Draft me.');
  await widget.keepsNoDraft();
  await widget.button('Undo').click();
  await widget.holdsChange('Draft me better.');
  await widget.page.keyboard.press('Control+Enter');
  await serverShows(server, ['Draft me better.']);
  await widget.keepsNoDraft();
});

test('a removal is asked about first, takes the comment for everybody, and leads on to the next one', async (t) => {
  const { server, widget } = await posted(t, 'Never mind.', { comments: 1 });
  await server.say('Something else');
  await widget.reload();
  await widget.says(widget.heading, '3 comments');
  await widget.button('Remove').click();
  await widget.hasFocusOnButton('No, keep it');
  await widget.page.keyboard.press('Enter');
  await widget.hasFocusOnButton('Remove');
  await widget.page.keyboard.press('Enter');
  await widget.hasFocusOnButton('No, keep it');
  await widget.page.keyboard.press('Shift+Tab');
  await widget.page.keyboard.press('Enter');
  await widget.says(widget.announcement, 'Your comment was removed.');
  await widget.shows(['Comment 1', 'Something else']);
  await widget.says(widget.heading, '2 comments');
  await widget.hasFocusOn('article');
  await eventually(async () => assert.equal(await widget.focusedName(), 'Zîn'));
  await serverShows(server, ['Comment 1', 'Something else']);
  await widget.reload();
  await widget.shows(['Comment 1', 'Something else']);
});

test('what was just posted can be removed at once, and the heading counts one less', async (t) => {
  const { server, widget } = await posted(t, 'Never mind.', { comments: 1 });
  await widget.says(widget.heading, '2 comments');
  await widget.button('Remove').click();
  await widget.button('Yes, remove it').click();
  await widget.says(widget.heading, '1 comment');
  assert.deepEqual(await widget.ownTexts(), []);
  await widget.hasFocusOn('diwan-list');
  await serverShows(server, ['Comment 1']);
});

test('a comment that was answered leaves a tombstone', async (t) => {
  const { server, widget } = await posted(t, 'Never mind.');
  const [{ id } = { id: '' }] = await server.views();
  await server.say('Why not?', { parentId: id });
  await widget.reload();
  await widget.button('Remove').click();
  await widget.button('Yes, remove it').click();
  await widget.comments.getByText('This comment was removed.').waitFor();
  assert.equal(await widget.button('Remove').count(), 0);
});

test('an edit that comes too late is refused, its text stays, and removing is still possible', async (t) => {
  const { server, widget } = await posted(t, 'On time.', { env: { DIWAN_EDIT_MINUTES: '1' } });
  await widget.button('Edit').click();
  await widget.change.fill('Too late.');
  await server.age(2 * 60_000);
  await widget.button('Save').click();
  await widget.own.getByRole('alert').getByText('This can no longer be changed.').waitFor();
  await widget.holdsChange('Too late.');
  assert.equal(await widget.button('Save').count(), 0);
  await widget.button('Cancel').click();
  await widget.hasFocusOnButton('Remove');
  assert.equal(await widget.button('Edit').count(), 0);
  assert.deepEqual(await server.texts(), ['On time.']);
  await widget.reload();
  await widget.button('Remove').waitFor();
  assert.equal(await widget.button('Edit').count(), 0);
});

test('a removal that comes too late is refused, and the buttons go', async (t) => {
  const { server, widget } = await posted(t, 'Here to stay.', { env: { DIWAN_EDIT_MINUTES: '0', DIWAN_REMOVE_HOURS: '1' } });
  assert.equal(await widget.button('Edit').count(), 0);
  await widget.button('Remove').click();
  await server.age(2 * 60 * 60_000);
  await widget.button('Yes, remove it').click();
  await widget.own.getByRole('alert').getByText('This can no longer be changed.').waitFor();
  assert.equal(await widget.button('Remove').count(), 0);
  await widget.hasFocusOn('article');
  assert.deepEqual(await server.texts(), ['Here to stay.']);
});

test('a site where nothing may be changed shows no buttons and asks for nothing', async (t) => {
  const { widget, reader } = await posted(t, 'Carved in stone.', { env: { DIWAN_EDIT_MINUTES: '0', DIWAN_REMOVE_HOURS: '0' } });
  const noButtons = async () => assert.equal((await widget.button('Edit').count()) + (await widget.button('Remove').count()), 0);
  await noButtons();
  await widget.reload();
  await widget.shows(['Carved in stone.']);
  // Whatever is asked of the device is answered in its order.
  await widget.fill({ text: 'Another thought' });
  await widget.keeps('Another thought');
  await noButtons();
  assert.equal(reader.requests.filter((address) => address.endsWith('/own')).length, 0);
});

test('an edit that nobody answers says so, keeps the text, and is saved by another press', async (t) => {
  const { server, gateway, widget } = await posted(t, 'Once.');
  await widget.button('Edit').click();
  await widget.change.fill('Twice.');
  gateway.decide((method) => (method === 'PATCH' ? 'cut' : 'pass'));
  await widget.button('Save').click();
  await widget.own.getByRole('alert').getByText('What you typed is kept.').waitFor();
  await widget.holdsChange('Twice.');
  gateway.decide(() => 'pass');
  await widget.button('Save').click();
  await widget.says(widget.announcement, 'Your comment was changed.');
  assert.deepEqual(await widget.ownTexts(), ['Twice.']);
  await serverShows(server, ['Twice.']);
});

test('what is wrong with a text is said at its field', async (t) => {
  const { server, widget } = await posted(t, 'Something.', { env: { DIWAN_MAX_LENGTH: '20' } });
  await widget.button('Edit').click();
  await widget.change.fill(' ');
  await widget.button('Save').click();
  await widget.own.getByRole('alert').getByText('Please write something first.').waitFor();
  assert.equal(await widget.change.getAttribute('aria-invalid'), 'true');
  await widget.change.fill('x'.repeat(22));
  assert.equal(await widget.change.getAttribute('aria-invalid'), 'false');
  await widget.own.getByText('2 characters too many').waitFor();
  await widget.button('Save').click();
  await widget.own.getByRole('alert').getByText('longer than 20 characters').waitFor();
  await widget.hasFocusOn(`textarea`);
  assert.deepEqual(await server.texts(), ['Something.']);
});

test('another tab of the same reader shows the buttons, and follows what is done in this one', async (t) => {
  const { widget, reader, url } = await posted(t, 'In two places.');
  const other = await Widget.open(reader, url);
  await other.button('Edit').waitFor();
  await other.button('Edit').click();
  await widget.button('Edit').click();
  await widget.change.fill('In two places at once.');
  await other.holdsChange('In two places at once.');
  await widget.button('Save').click();
  await other.shows(['In two places at once.']);
  await other.button('Cancel').click();
  await other.button('Remove').click();
  await other.button('Yes, remove it').click();
  await other.shows([]);
  await eventually(async () => assert.deepEqual(await widget.ownTexts(), []));
  await widget.says(widget.heading, 'Comments');
});

test('a comment that waits for approval comes back to its writer alone, who can edit and remove it', async (t) => {
  const { server, widget, url } = await posted(t, 'Let me inn.', { env: { DIWAN_HOLD: 'hold' } });
  await widget.reload();
  await widget.own.getByText('It appears once it is approved.').waitFor();
  assert.deepEqual(await widget.ownTexts(), ['Let me inn.']);
  await widget.button('Edit').click();
  await widget.change.fill('Let me in.');
  await widget.page.keyboard.press('Control+Enter');
  await eventually(async () => assert.deepEqual(await widget.ownTexts(), ['Let me in.']));

  const other = await Widget.open(await newReader(t), url);
  await other.approach();
  await other.shows([]);
  assert.deepEqual(await other.ownTexts(), []);

  await server.approveAll();
  await widget.reload();
  await widget.shows(['Let me in.']);
  await widget.button('Remove').waitFor();
  assert.deepEqual(await widget.ownTexts(), []);
});

for (const [what, html, width] of [['', 'lang="en"', 1280], [' right to left on a narrow screen', 'lang="ar" dir="rtl"', 320]] as const) {
  test(`every step is accessible${what}`, async (t) => {
    const server = await serverFor(t);
    const site = await siteFor(t);
    const reader = await newReader(t, { viewport: { width, height: 900 } });
    const widget = await Widget.open(reader, site.put('/', article({ server: server.url, html })));
    const [edit, remove] = ['edit', 'remove'].map((name) => widget.root.locator(`[data-deed=${name}]`));
    const fits = async () => assert.ok(await widget.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await widget.isKeeping();
    await widget.post('Hello there');
    await edit!.click();
    await widget.change.fill('');
    await widget.page.keyboard.press('Control+Enter');
    await widget.own.locator('[aria-invalid=true]').waitFor();
    await isAccessible(widget.page);
    await fits();
    await widget.change.fill('Hello here');
    await widget.page.keyboard.press('Escape');
    await edit!.click();
    await widget.own.locator('[part~=draft]').waitFor();
    await isAccessible(widget.page);
    await fits();
    await widget.page.keyboard.press('Escape');
    await remove!.click();
    await widget.own.locator('[part~=removing]').waitFor();
    await isAccessible(widget.page);
    await fits();
  });
}
