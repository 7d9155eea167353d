import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReader } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { serverFor } from './support/server.ts';
import { article, siteFor } from './support/site.ts';
import { Widget } from './support/widget.ts';

test('on an Arabic page everything runs from right to left: names, pager, form; each comment as its own words do', async (t) => {
  const server = await serverFor(t, { comments: 30 });
  await server.say('مرحبا بالجميع', { guest: { name: 'سلمى', email: null } });
  const site = await siteFor(t);
  const url = site.put('/', article({ server: server.url, html: 'lang="ar" dir="rtl"', attributes: 'page-size="10"' }));
  const widget = await Widget.open(await newReader(t), `${url}?comments=3`);
  await widget.approach();
  const frame = widget.root.locator('[part~=comments]');
  assert.deepEqual([await frame.getAttribute('dir'), await frame.getAttribute('lang')], ['rtl', 'ar']);
  assert.match((await widget.heading.textContent()) ?? '', /\p{Script=Arabic}/u);

  const links = await widget.pager.getByRole('link').all();
  const [first, last] = [await links.at(0)!.boundingBox(), await links.at(-1)!.boundingBox()];
  assert.ok(first!.x > last!.x, 'the first page stands at the right of the last');
  const [name, date] = [widget.comments.first().locator('[part~=name]'), widget.comments.first().locator('[part~=date]')];
  assert.ok((await name.boundingBox())!.x > (await date.boundingBox())!.x, 'the name stands at the right of the date');
  const submit = (await widget.submit.boundingBox())!;
  const form = (await widget.form.boundingBox())!;
  assert.ok(submit.x + submit.width / 2 < form.x + form.width / 2, 'the form ends at the left');
  const english = widget.comments.first().locator('[part~=text]');
  assert.equal(await english.evaluate((text) => getComputedStyle(text).direction), 'ltr');

  await links.at(-1)!.click();
  await eventually(async () => assert.deepEqual(await widget.texts(), ['مرحبا بالجميع']));
  assert.equal(await widget.comments.locator('[part~=text]').evaluate((text) => getComputedStyle(text).direction), 'rtl');
});

test('the language of the page changes, and the widget with it, whose texts are loaded only then; what was typed stays', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const reader = await newReader(t);
  const widget = await Widget.open(reader, site.put('/', article({ server: server.url, html: 'lang="en"' })));
  await widget.fill({ name: 'Mem', text: 'Typed in English' });
  await widget.says(widget.heading, '3 comments');
  const locales = (): string[] => reader.requests.flatMap((url) => /\/chunks\/(ku|ckb|ar|tr)-/.exec(url)?.[1] ?? []);
  assert.deepEqual(locales(), []);

  const submits = new Set([await widget.submit.textContent()]);
  for (const [lang, dir] of [['ku', 'ltr'], ['ckb', 'rtl'], ['ar', 'rtl'], ['tr', 'ltr']] as const) {
    await widget.page.evaluate((code) => document.documentElement.setAttribute('lang', code), lang);
    await widget.root.locator(`[part~=comments][lang=${lang}][dir=${dir}]`).waitFor();
    await eventually(async () => assert.ok(!submits.has(await widget.submit.textContent()), `the form does not speak ${lang}`));
    submits.add(await widget.submit.textContent());
  }
  assert.deepEqual(locales(), ['ku', 'ckb', 'ar', 'tr']);
  await widget.holds('Typed in English');
  assert.equal(await widget.field('name').inputValue(), 'Mem');
  await widget.page.evaluate(() => document.documentElement.setAttribute('lang', 'en-GB'));
  await widget.says(widget.heading, '3 comments');
});

test('the nearest language counts, not that of the page', async (t) => {
  const server = await serverFor(t, { comments: 3 });
  const site = await siteFor(t);
  const widget = await Widget.open(await newReader(t), site.put('/', article({ server: server.url, attributes: 'lang="tr"' })));
  await widget.root.locator('[part~=comments][lang=tr]').waitFor();
  await widget.says(widget.heading, '3 yorum');
});
