import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../../src/contract/index.ts';
import { own } from '../../src/i18n/en/own.ts';
import { reading } from '../../src/i18n/en/reading.ts';
import { turning } from '../../src/i18n/en/turning.ts';
import { writing } from '../../src/i18n/en/writing.ts';
import { loadMessages } from '../../src/i18n/locales.ts';
import { messages as ar } from '../../src/i18n/locales/ar.ts';
import { messages as ckb } from '../../src/i18n/locales/ckb.ts';
import { messages as ku } from '../../src/i18n/locales/ku.ts';
import { messages as tr } from '../../src/i18n/locales/tr.ts';
import type { Messages } from '../../src/i18n/messages.ts';
import { allTexts, counts } from '../support/texts.ts';

const english: Messages = { ...reading, ...turning, ...writing, ...own };
const translations: readonly Messages[] = [ar, ckb, ku, tr];

test('a tag reads the language nearest to it', async () => {
  const cases = {
    ar: ['ar', 'AR', 'ar-EG', 'ar-Arab-IQ'],
    ckb: ['ckb', 'CKB', 'ckb-IR', 'ku-Arab', 'ku-arab-iq', 'ku-IQ'],
    ku: ['ku', 'KU-TR', 'ku-Latn', 'kmr', 'kmr-Latn-TR'],
    tr: ['tr', 'tr-CY'],
  };
  for (const [lang, tags] of Object.entries(cases)) {
    for (const tag of tags) assert.equal((await loadMessages(tag)).lang, lang, tag);
  }
});

test('English is there at once, and where a language is unknown', () => {
  for (const tag of ['', 'en', 'en-GB', 'xx', 'arz', 'kurdish', 'constructor', '__proto__', '-']) {
    assert.equal(loadMessages(tag), reading, tag);
  }
});

test('there is a text for every error of the contract and for no other', () => {
  for (const { lang, errors } of [english, ...translations]) {
    assert.deepEqual(Object.keys(errors).sort(), [...errorCodes].sort(), lang);
  }
});

for (const messages of [english, ...translations]) {
  const { lang, dir } = messages;

  test(`${lang}: direction and tag are right`, () => {
    assert.equal(dir, ['ar', 'ckb'].includes(lang) ? 'rtl' : 'ltr');
    assert.deepEqual(Intl.getCanonicalLocales(lang), [lang]);
  });

  test(`${lang}: every text says something, in clean typography`, () => {
    for (const count of counts) {
      for (const [name, text] of allTexts(messages, count)) {
        const where = `${name} for ${count}: ${text}`;
        assert.match(text, /[\p{L}\p{N}]/u, where);
        assert.equal(text, text.trim().normalize('NFC'), where);
        assert.doesNotMatch(text, /undefined|NaN|null|\[object|\$\{| {2}|\.\.\.| [.,:;!?،؛؟]|[\p{Cf}]/u, where);
      }
    }
  });

  test(`${lang}: what counts names its count, or says it in words`, () => {
    for (const name of ['heading', 'newer', 'left', 'over', 'problems', 'textTooLong', 'page'] as const) {
      for (const count of counts.filter((each) => each > 2)) {
        assert.ok(messages[name](count).includes(messages.number(count)), `${name}(${count}): ${messages[name](count)}`);
      }
      assert.notEqual(messages[name](1), messages[name](2), name);
    }
    const place = messages.pageOf(37, 1000);
    assert.ok(place.includes(messages.number(37)) && place.includes(messages.number(1000)), place);
  });

  test(`${lang}: a heading without a count still names what follows`, () => {
    assert.match(messages.heading(null), /^\p{L}+$/u);
  });
}

for (const messages of translations) {
  test(`${messages.lang}: no English is left over`, () => {
    for (const count of counts) {
      const original = allTexts(english, count);
      for (const [name, text] of allTexts(messages, count)) {
        // Turkish and Kurmanji write small numbers as English does.
        if (name !== 'number') assert.notEqual(text, original.get(name), name);
      }
    }
  });

  test(`${messages.lang}: a sentence ends where the English one ends, and a label stays a label`, () => {
    const original = allTexts(english, 3);
    for (const [name, text] of allTexts(messages, 3)) {
      assert.equal(/[.:؟?]$/.test(text), /[.:?]$/.test(original.get(name)!), `${name}: ${text}`);
    }
  });
}
