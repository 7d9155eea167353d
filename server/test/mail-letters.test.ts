import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsFor } from '../src/services/mail/letters/languages.ts';
import { written } from '../src/services/mail/letters/layout.ts';
import type { Letter, LetterKind, LetterTexts } from '../src/services/mail/letters/letter.ts';
import { sendLetter, sinkFor } from './support/mail.ts';
import { serverFor } from './support/server.ts';

const languages = ['en', 'ku', 'ckb', 'ar', 'tr'] as const;

const expiresAt = Date.now() + 30 * 60_000;
const code = { code: '12345678', link: 'https://comments.news.example/members/#link=a&b', expiresAt };
const notice = { at: Date.UTC(2026, 10, 22, 15, 4), device: 'Firefox on Linux' };

/** One of each kind. */
const letters: { readonly [Kind in LetterKind]: Extract<Letter, { readonly kind: Kind }> } = {
  'confirm-sign-up': { kind: 'confirm-sign-up', ...code },
  'sign-up-known': { kind: 'sign-up-known', ...code },
  'sign-in': { kind: 'sign-in', ...code },
  'sign-in-unknown': { kind: 'sign-in-unknown' },
  reset: { kind: 'reset', ...code },
  'reset-unknown': { kind: 'reset-unknown' },
  'password-changed': { kind: 'password-changed', ...notice },
  deletion: { kind: 'deletion', ...code },
  'account-deleted': { kind: 'account-deleted', comments: 'keep' },
  'provider-connected': { kind: 'provider-connected', ...notice, provider: 'Example' },
  'passkey-added': { kind: 'passkey-added', ...notice, passkey: 'My telephone' },
  reply: { kind: 'reply', who: 'Mem', excerpt: 'Well said.\nReally.', title: 'On bread', link: 'https://news.example/bread', unsubscribe: 'https://comments.news.example/v1/mail/unsubscribe?token=x' },
};

const all: readonly Letter[] = Object.values(letters);
const occasion = { site: 'news.example', minutes: 30 };

function visible(html: string): string {
  return html.replace(/<title>.*?<\/title>|<[^>]*>/gs, '').replace(/&#(\d+);/g, (_, point: string) => String.fromCharCode(Number(point)));
}

test('every letter arrives in every language as it was written, right to left where that is read so', async (context) => {
  const sink = await sinkFor(context);
  const server = await serverFor(context, sink.environment);
  for (const language of languages) {
    for (const letter of all) {
      if (letter.kind === 'reply') continue;
      await sendLetter(server, letter, { language });
      const { email, raw } = sink.mails.at(-1)!;
      const expected = written(letter, textsFor(language), occasion);
      assert.equal(email.subject, expected.subject);
      assert.equal(email.text?.replace(/\r\n/g, '\n').trimEnd(), expected.text.trimEnd());
      assert.equal(email.html?.replace(/\r\n/g, '\n').trimEnd(), expected.html.trimEnd());
      assert.match(email.html ?? '', language === 'ar' || language === 'ckb' ? new RegExp(`<html lang="${language}" dir="rtl">`) : new RegExp(`<html lang="${language}" dir="ltr">`));
      assert.match(raw, /^[\x00-\x7F]*$/, 'whatever the servers between can carry');
      for (const line of raw.split('\r\n')) assert.ok(line.length <= 998);
    }
  }
  assert.equal(sink.mails.length, languages.length * (all.length - 1));
});

test('both forms of a letter say the same, with everything it carries', () => {
  for (const language of languages) {
    for (const letter of all) {
      const { subject, text, html } = written(letter, textsFor(language), occasion);
      const place = `${language} ${letter.kind}`;
      const shown = visible(html);
      assert.ok(subject.length > 5 && !/undefined|null|NaN|\[object/.test(subject + text + shown), place);
      assert.ok(text.includes('news.example') && shown.includes('news.example'), place);
      const carried = Object.entries(letter).filter(([field, value]) => typeof value === 'string' && field !== 'kind' && !['excerpt', 'unsubscribe', 'comments'].includes(field));
      for (const [field, value] of carried) assert.ok(text.includes(String(value)) && shown.includes(String(value)), `${place}: ${field}`);
      for (const line of text.split('\n').filter((line) => !/^(?:>|--|$)/.test(line))) {
        for (const part of line.split(/https?:\S+/)) assert.ok(shown.includes(part.replace(/: $/, '').trim()), `${place}: ${part}`);
      }
      if ('link' in letter && letter.link !== null) assert.ok(html.includes(`href="${letter.link.replace('&', '&#38;')}"`), place);
      if ('code' in letter) assert.match(html, /<p dir="ltr"[^>]*>12345678<\/p>/, 'a code is read from left to right everywhere');
      if ('code' in letter) assert.match(text, /^12345678$/m, place);
    }
  }
});

test('no language borrows the words of another', () => {
  const words = (texts: LetterTexts): string[] => all.flatMap((letter) => [texts.letters[letter.kind as 'reset'](letter as (typeof letters)['reset'], occasion)]).flatMap(({ subject, before, after, button }) => [subject, ...before, ...after, button ?? texts.lang]);
  const told = languages.map((language) => words(textsFor(language)));
  for (const [index, own] of told.entries()) {
    for (const other of told.slice(index + 1)) for (const [place, text] of own.entries()) assert.notEqual(text, other[place]);
  }
});

test('numbers and dates are written as the language does', () => {
  const { text: english } = written(letters['password-changed'], textsFor('en'), occasion);
  assert.match(english, /November 22, 2026 at 15:04 UTC, with \u2068Firefox on Linux\u2069/);
  assert.match(written(letters['password-changed'], textsFor('ar'), occasion).text, /٢٢ نوفمبر ٢٠٢٦/);
  assert.match(written(letters['password-changed'], textsFor('ckb'), occasion).text, /٢٢ی .* ٢٠٢٦/);
  assert.match(written(letters['password-changed'], textsFor('tr'), occasion).text, /22 Kasım 2026 15:04 UTC/);
  assert.match(written(letters['password-changed'], textsFor('ku'), occasion).text, /22.* 2026/);
  assert.match(written(letters.reset, textsFor('ar'), occasion).text, /٣٠ دقيقة/);
  assert.match(written(letters.reset, textsFor('ar'), { ...occasion, minutes: 5 }).text, /٥ دقائق/);
  assert.match(written(letters.reset, textsFor('ckb'), occasion).text, /٣٠ خولەک/);
});

test('the language is chosen as the widget chooses it', () => {
  const table: Record<string, readonly (string | null)[]> = {
    en: [null, '', 'en', 'en-GB', 'de', 'constructor', '__proto__', 'x'],
    ku: ['ku', 'KU', 'kmr', 'ku-Latn', 'ku-TR'],
    ckb: ['ckb', 'ckb-IQ', 'ku-Arab', 'ku-IQ'],
    ar: ['ar', 'ar-EG'],
    tr: ['tr', 'tr-TR'],
  };
  for (const [lang, tags] of Object.entries(table)) for (const tag of tags) assert.equal(textsFor(tag).lang, lang, String(tag));
});

test('nothing that others wrote becomes markup, a second line of a subject, or turns the rest around', () => {
  const hostile = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>\'&lt;';
  const reply = { ...letters.reply, who: `${hostile}\r\nBcc: eve@evil.example\u2028x =?utf-8?q?y?=`, title: `${hostile}\u202Eabc`, excerpt: `${hostile}\n-- \nhttps://evil.example`, link: 'javascript:alert(1)' };
  for (const language of languages) {
    const { subject, text, html } = written(reply, textsFor(language), occasion);
    assert.doesNotMatch(html, /<script|<img|&lt;|href="javascript/);
    assert.doesNotMatch(subject, /[\r\n\u2028]|=\?/);
    assert.match(text, /^> -- $/m, 'a reply ends no letter');
    assert.match(text, /\u2068[^\u2069]*\u202Eabc\u2069/, 'what turns the direction stays within its isolate');
    assert.match(html, /<blockquote dir="auto"/);
  }
  for (const text of [written({ ...letters['passkey-added'], passkey: hostile }, textsFor('en'), occasion), written({ ...letters['provider-connected'], provider: hostile, device: hostile }, textsFor('ar'), occasion)]) {
    assert.doesNotMatch(text.html, /<script|<img/);
  }
});
