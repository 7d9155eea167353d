import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membership as english } from '../../src/i18n/en/membership.ts';
import { profile } from '../../src/i18n/en/profile.ts';
import { languages, loadMembershipMessages } from '../../src/i18n/membership-locales.ts';
import type { MembershipMessages } from '../../src/i18n/membership-messages.ts';
import { loadProfileMessages } from '../../src/i18n/profile-locales.ts';
import { counts, moment } from '../support/texts.ts';

const translated = await Promise.all(['ar', 'ckb', 'ku', 'tr'].map(async (lang) => [lang, await loadMembershipMessages(lang)] as const));

/** Every text with its name, those that count something said for `count`, those that name something for "Zîn". */
function allTexts(messages: MembershipMessages, count: number): ReadonlyMap<string, string> {
  const naming = new Set(['aboutMember', 'memberSince', 'removeNamed', 'passkeyAsk', 'seen', 'endNamed', 'deletionProofCode']);
  return new Map(Object.entries(messages).map(([name, text]) => {
    if (typeof text === 'string') return [name, text];
    const say = text as (value: string | number) => string;
    return [name, say(name === 'day' ? moment : naming.has(name) ? 'Zîn' : count)];
  }));
}

test('a language is read by its tag, and English where there is none', async () => {
  assert.equal(await loadMembershipMessages('xx'), english);
  assert.equal(await loadMembershipMessages('constructor'), english);
  assert.equal(await loadProfileMessages('en'), profile);
  assert.deepEqual(languages.map(([tag]) => tag).sort(), ['ar', 'ckb', 'en', 'ku', 'tr']);
});

for (const [lang, messages] of [['en', english] as const, ...translated]) {
  test(`${lang}: every text says something, in clean typography`, () => {
    for (const count of counts) {
      for (const [name, text] of allTexts(messages, count)) {
        const where = `${name} for ${String(count)}: ${text}`;
        assert.match(text, /[\p{L}\p{N}]/u, where);
        assert.equal(text, text.trim().normalize('NFC'), where);
        assert.doesNotMatch(text, /undefined|NaN|null|\[object|\$\{| {2}|\.\.\.| [.,:;!?،؛؟]|[\p{Cf}]/u, where);
      }
    }
  });

  test(`${lang}: what names something names it`, () => {
    for (const name of ['aboutMember', 'memberSince', 'removeNamed', 'passkeyAsk', 'seen', 'endNamed', 'deletionProofCode'] as const) assert.ok(messages[name]('Zîn').includes('Zîn'), name);
  });
}

for (const [lang, messages] of translated) {
  test(`${lang}: no English is left over, and sentences end where the English ones do`, () => {
    const original = allTexts(english, 3);
    for (const [name, text] of allTexts(messages, 3)) {
      assert.notEqual(text, original.get(name), name);
      assert.equal(/[.:؟?]$/.test(text), /[.:?]$/.test(original.get(name)!), `${name}: ${text}`);
    }
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
  });
}
