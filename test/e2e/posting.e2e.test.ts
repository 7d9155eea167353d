import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { gatewayFor, latch } from './support/gateway.ts';
import { commentsFrom, serverFor, thread } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

test('a guest posts, sees the comment at once as being sent, then as itself, and after a reload exactly once', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const gateway = await gatewayFor(t, server.url);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: gateway.url })));
  const answer = latch();
  gateway.decide((method) => (method === 'POST' ? answer.opened : 'pass'));

  await widget.post('I was there when the bridge was built.');
  await widget.own.getByText('Sending', { exact: true }).waitFor();
  assert.deepEqual(await widget.ownTexts(), ['I was there when the bridge was built.']);
  await widget.holds('');

  answer.open();
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.says(widget.announcement, 'Your comment is published.');
  await widget.says(widget.heading, '4 comments');

  await widget.reload();
  await widget.shows([...commentsFrom(1, 3), 'I was there when the bridge was built.']);
  assert.equal(await widget.comments.last().locator('[part~=name]').textContent(), 'Bêrîvan');
  assert.deepEqual(await widget.ownTexts(), []);
});

test('the first comment of an empty thread is asked for and taken', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.notice.getByText('No comments yet.').waitFor();
  await widget.says(widget.heading, 'Comments');
  await widget.post('First!');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.shows(['First!']);
  await widget.says(widget.heading, '1 comment');
});

test('what is wrong is said at each field, the first one gets the focus, and nothing typed is cleared', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_GUEST_EMAIL: 'required' } });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.fill({ email: 'not an address', text: 'A thought worth keeping.' });
  await widget.submit.click();

  await widget.fault('name').getByText('Please enter a name.').waitFor();
  await widget.fault('email').getByText(/does not look like/).waitFor();
  assert.equal(await widget.fault('text').textContent(), '');
  await widget.hasFocusOn('input#name');
  await eventually(async () => assert.equal(await widget.announcement.textContent(), '2 fields need another look.'));
  assert.equal(await widget.field('name').getAttribute('aria-invalid'), 'true');
  assert.equal(await widget.field('email').inputValue(), 'not an address');
  assert.equal(await widget.field('text').inputValue(), 'A thought worth keeping.');

  await widget.fill({ name: 'Mem' });
  await widget.says(widget.fault('name'), '');
  await widget.fill({ email: 'mem@site.example', text: ' ' });
  await widget.submit.click();
  await widget.fault('text').getByText('Please write something first.').waitFor();
  await widget.hasFocusOn('textarea#text');
  assert.deepEqual(await server.texts(), []);

  await widget.fill({ text: 'A thought worth keeping.' });
  await widget.submit.click();
  await eventually(async () => assert.deepEqual(await server.texts(), ['A thought worth keeping.']));
});

test('a counter stands by near the limit, and what is too long is not sent', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_MAX_LENGTH: '50' } });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  const counter = widget.form.locator('[part~=counter]');
  await widget.fill({ name: 'Mem', text: 'x'.repeat(40) });
  assert.equal(await counter.textContent(), '');
  await widget.fill({ text: '😀'.repeat(49) });
  await counter.getByText('1 character left').waitFor();
  await widget.fill({ text: 'x'.repeat(53) });
  await counter.getByText('3 characters too many').waitFor();
  await widget.submit.click();
  await widget.fault('text').getByText('longer than 50 characters').waitFor();
  await widget.holds('x'.repeat(53));
});

test('name and e-mail are remembered only where the reader ticks so, and forgotten again', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.post('Unticked');
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.approach();
  assert.equal(await widget.field('name').inputValue(), '');

  await widget.fill({ name: 'Mem', email: 'mem@site.example', text: 'Ticked' });
  await widget.remember.check();
  await widget.submit.click();
  await widget.own.getByText('Your comment is published.').waitFor();
  await widget.reload();
  await widget.approach();
  await eventually(async () => assert.equal(await widget.field('name').inputValue(), 'Mem'));
  assert.equal(await widget.field('email').inputValue(), 'mem@site.example');

  await widget.button('Forget them').click();
  await widget.remember.waitFor();
  await widget.remembersNobody();
  await widget.reload();
  await widget.approach();
  await widget.remember.waitFor();
  assert.equal(await widget.field('name').inputValue(), '');
});

test('ten presses within 300 milliseconds post one comment', async (t) => {
  const server = await serverFor(t);
  const site = await siteFor(t);
  const reader = await newReader(t);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url })));
  await widget.fill({ name: 'Mem', text: 'Only once.' });
  const took = await widget.submit.evaluate(async (button: HTMLButtonElement) => {
    const begun = performance.now();
    for (let press = 0; press < 10; press++) {
      button.form!.requestSubmit();
      // Half of them before anything can come of the first, the others while it goes on.
      if (press > 5) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - begun;
  });
  assert.ok(took < 300, `the presses took ${took} ms`);
  await widget.own.getByText('Your comment is published.').waitFor();
  assert.deepEqual(await widget.ownTexts(), ['Only once.']);
  assert.deepEqual(await server.texts(), ['Only once.']);
  assert.equal(await widget.fault('text').textContent(), '');
  assert.equal(reader.requests.filter((url) => url === `${server.url}/v1/comments`).length, 1);
});

test('a comment that waits for approval says so, and appears once it is approved', async (t) => {
  const server = await serverFor(t, { env: { DIWAN_HOLD: 'hold' } });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.post('Let me in.');
  await widget.own.getByText('Thank you. It appears once it is approved.').waitFor();
  await widget.says(widget.heading, 'Comments');
  await server.approveAll();
  await widget.reload();
  await widget.shows(['Let me in.']);
});

test('a closed thread is read, says that it is closed, and offers no form', async (t) => {
  const server = await serverFor(t, { comments: 2 });
  await server.close(thread);
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url })));
  await widget.shows(commentsFrom(1, 2));
  await widget.notice.getByText('Comments on this article are closed.').waitFor();
  assert.equal(await widget.form.count(), 0);
});

test('a comment that the server refuses is offered back with the reason', async (t) => {
  const server = await serverFor(t, { comments: 1 });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t, { mayComplain: /status of 403/ }), site.put('/', article({ server: server.url })));
  await widget.fill({ name: 'Mem', text: 'A minute too late.' });
  await server.close(thread);
  await widget.submit.click();
  await widget.own.getByText('Not posted. Comments on this article are closed.').waitFor();
  await widget.holds('');
  await widget.button('Edit the text').click();
  await widget.holds('A minute too late.');
  await widget.hasFocusOn('textarea#text');
  assert.deepEqual(await widget.ownTexts(), []);
  assert.deepEqual(await server.texts(), ['Comment 1']);
});
