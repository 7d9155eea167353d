import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../demo/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
const sourceOf = (page: string) => readFileSync(new URL(page, folder), 'utf8');

/** The values of an attribute in a page, wherever it stands. */
const valuesOf = (source: string, attribute: string) => [...source.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value!);

test('there are pages to look at', () => {
  assert.ok(pages.length > 15);
});

for (const page of pages) {
  const source = sourceOf(page);

  test(`${page}: nothing in it needs a lax policy`, () => {
    assert.doesNotMatch(source, /<style|\sstyle=|\son\w+=|javascript:/i);
    for (const [, attributes, content] of source.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
      assert.match(attributes!, /\ssrc="/);
      assert.equal(content, '');
    }
  });

  test(`${page}: its links, pictures and styles are there`, () => {
    const targets = [...valuesOf(source, 'href'), ...valuesOf(source, 'src')].filter((target) => !target.includes('diwan.js'));
    for (const target of targets) {
      if (target.startsWith('#')) continue;
      assert.ok(existsSync(new URL(target, folder)), target);
    }
  });

  test(`${page}: pictures keep their place before they are loaded, and say what they show`, () => {
    for (const [picture] of source.matchAll(/<img[^>]*>/g)) assert.match(picture, /width="\d+" height="\d+" alt="/);
  });

  test(`${page}: it names its language and direction, and the thread of each discussion`, () => {
    const [, lang, dir] = /<html lang="([a-z]+)"(?: dir="(ltr|rtl)")?>/.exec(source) ?? [];
    assert.ok(lang);
    assert.equal(dir ?? 'ltr', ['ar', 'ckb'].includes(lang) ? 'rtl' : 'ltr');
    for (const [widget] of source.matchAll(/<diwan-comments[^>]*>/g)) assert.match(widget, /thread="(?:articles|trials)\/[a-z-]+"/);
  });
}

test('what a page says of itself has no markup in it', () => {
  const described = pages.map(sourceOf).filter((source) => source.includes('name="description"'));
  assert.ok(described.length >= 11);
  for (const source of described) assert.match(source, /<meta name="description" content="[^"<>]+">\n/);
});

test('the Sorani page is written with the Kurdish letters', () => {
  assert.doesNotMatch(sourceOf('chaykhana.html').replace(/<li><a href="haris.*/, ''), /[يكىةؤإأ]/);
});
