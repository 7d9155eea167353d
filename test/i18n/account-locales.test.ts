import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadAccountMessages } from '../../src/i18n/account-locales.ts';
import type { AccountMessages } from '../../src/i18n/account-messages.ts';
import { account as english } from '../../src/i18n/en/account.ts';
import { account as ar } from '../../src/i18n/locales/account/ar.ts';
import { account as ckb } from '../../src/i18n/locales/account/ckb.ts';
import { account as ku } from '../../src/i18n/locales/account/ku.ts';
import { account as tr } from '../../src/i18n/locales/account/tr.ts';

const languages = { en: english, ar, ckb, ku, tr };

/** Every text with its path, those that count or name something said for this count and name. */
function textsOf(messages: AccountMessages, count: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const named = new Set(['menu', 'welcome', 'welcomeNew', 'linkSignUp', 'linkSignIn', 'linkReset']);
  const add = (path: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(path, value);
    else if (Array.isArray(value)) value.forEach((each, index) => add(`${path}.${index}`, each));
    else if (typeof value === 'function') add(path, (value as (...all: unknown[]) => string)(named.has(path.split('.').at(-1)!) ? 'Ann' : count, count));
    else for (const [name, each] of Object.entries(value as object)) add(path ? `${path}.${name}` : name, each);
  };
  add('', messages);
  return texts;
}

test('each language is fetched by its tag, and English stands in for what there is none of', async () => {
  for (const [lang, messages] of Object.entries(languages)) assert.equal(await loadAccountMessages(lang), messages, lang);
  for (const lang of ['xx', 'constructor', '__proto__', '']) assert.equal(await loadAccountMessages(lang), english, lang);
});

for (const [lang, messages] of Object.entries(languages)) {
  test(`${lang}: every text of signing in says something, in clean typography`, () => {
    for (const count of [1, 2, 3, 15]) {
      for (const [name, text] of textsOf(messages, count)) {
        // What stands around an address or a site may be nothing, or only the end of a sentence.
        if (/codeSent|forSite/.test(name)) continue;
        const where = `${name} for ${count}: ${text}`;
        assert.match(text, /[\p{L}\p{N}]/u, where);
        assert.equal(text, text.trim().normalize('NFC'), where);
        assert.doesNotMatch(text, /undefined|NaN|null|\[object|\$\{| {2}|\.\.\.| [.,;!?،؛؟]|[\p{Cf}]/u, where);
      }
    }
  });

  test(`${lang}: what names somebody or counts does so`, () => {
    for (const say of [messages.menu, messages.welcome, messages.welcomeNew, messages.page.linkSignUp, messages.page.linkSignIn, messages.page.linkReset]) assert.ok(say('Ann').includes('Ann'), say('Ann'));
    assert.notEqual(messages.unsentAsk(1, 0), messages.unsentAsk(0, 1));
    for (const say of [messages.passwordNote, messages.passwordTooShort, messages.tooFast]) assert.match(say(15), /15|١٥/, say(15));
  });
}

for (const [lang, messages] of Object.entries({ ar, ckb, ku, tr })) {
  test(`${lang}: no English of signing in is left over`, () => {
    const original = textsOf(english, 3);
    for (const [name, text] of textsOf(messages, 3)) if (text && !name.includes('codeSent')) assert.notEqual(text, original.get(name), name);
  });
}

test('Sorani and Arabic are written with their own letters and digits', () => {
  const forms = [
    [ckb, /^[ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەھیێ\u0660-\u0669\u066C ،؛؟.:()]*$/u],
    [ar, /^(?:(?![0-9پچژگکیڤەێۆ])[\p{Script=Arabic}\p{M}\u0660-\u0669 ،؛؟.:()])*$/u],
  ] as const;
  for (const [messages, form] of forms) {
    for (const [name, text] of textsOf(messages, 15)) assert.match(text.replace(/Ann|name@example\.org/g, ''), form, name);
  }
});
