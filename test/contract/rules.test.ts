import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultReason } from '../../src/contract/faults.ts';
import { emailFault, guestFaults, lengthOf, nameFault, normalizeName, normalizeText, textFault } from '../../src/contract/rules.ts';

type Verdicts = readonly (readonly [text: string, fault: FaultReason | null, why?: string])[];

const shown = (text: string, why?: string) => why ?? JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

describe('a name', () => {
  const names: Verdicts = [
    ['Ann', null],
    ['Ömer Şerif Çiğdem Işık', null],
    ['شێرکۆ بێکەس', null],
    ['محمد', null],
    ['می\u200Cخواهم', null, 'a name joined by ZWNJ, as Persian and Sorani write'],
    ['क्\u200Dष', null, 'a name joined by ZWJ, as Hindi writes'],
    ['בנימין', null],
    ['李小龍', null],
    ['👩🏽‍🚀', null, 'an emoji of several code points'],
    ['O’Brien-Smith, Jr. (the 3rd)', null],
    ['<script>alert(1)</script>', null, 'markup, which is text like any other'],
    ['7', null],
    ['\u0645\u064F\u062D\u064E\u0645\u0651\u064E\u062F', null, 'Arabic with its vowel signs'],
    ['', 'required'],
    ['   \t ', 'required'],
    ['\u00A0\u3000', 'required', 'nothing but other scripts’ spaces'],
    ['\u0301', 'characters', 'a mark without a letter'],
    ['\u200C', 'characters', 'nothing but a joiner'],
    ['a\u0000b', 'characters', 'NUL'],
    ['a\nb', 'characters', 'a line feed'],
    ['a\u0085b', 'characters', 'a C1 control'],
    ['a\u202Eb', 'characters', 'RLO, which turns what follows around'],
    ['a\u202Ab', 'characters', 'LRE'],
    ['a\u2066b', 'characters', 'LRI'],
    ['a\u200Fb', 'characters', 'RLM'],
    ['a\u061Cb', 'characters', 'ALM'],
    ['a\u200Bb', 'characters', 'a space of no width'],
    ['a\u2060b', 'characters', 'WJ'],
    ['a\uFEFFb', 'characters', 'a byte order mark inside'],
    ['a\u2028b', 'characters', 'a line separator'],
    ['a\u{E0041}b', 'characters', 'a tag character, which nobody sees'],
    ['a\uD800b', 'characters', 'a lone high surrogate'],
    ['a\uDC00', 'characters', 'a lone low surrogate'],
    ['\uDC00\uD800', 'characters', 'surrogates the wrong way round'],
    ['a'.repeat(80), null, '80 letters'],
    ['a'.repeat(81), 'too-long', '81 letters'],
    ['👋'.repeat(80), null, '80 emoji, 160 UTF-16 units'],
    ['👋'.repeat(81), 'too-long', '81 emoji'],
    ['e\u0301'.repeat(80), null, '80 letters with their accents apart, composed to 80'],
    [`a${' '.repeat(200)}b`, null, 'a long space, made one'],
  ];
  for (const [name, fault, why] of names) {
    it(`${fault ? `is refused as ${fault}` : 'may be'}: ${shown(name, why)}`, () => assert.equal(nameFault(name, 'required'), fault));
  }

  it('may be left out where it may, and is still judged where it is given', () => {
    for (const wanted of ['optional', 'none'] as const) {
      for (const name of [null, '', ' ']) assert.equal(nameFault(name, wanted), null);
      assert.equal(nameFault('a\u202Eb', wanted), 'characters');
    }
    assert.equal(nameFault(null, 'required'), 'required');
  });

  it('is stored composed, trimmed, with single spaces, and the same again when stored again', () => {
    assert.equal(normalizeName('  Zoe\u0308 \t\u00A0\u3000 Ann '), 'Zoë Ann');
    assert.equal(normalizeName('می\u200Cخواهم'), 'می\u200Cخواهم');
    for (const [name] of names) assert.equal(normalizeName(normalizeName(name)), normalizeName(name));
  });
});

describe('an e-mail address', () => {
  const long = (length: number) => `a@${'b.'.repeat((length - 6) / 2)}info`.padEnd(length, 'o');
  const addresses: Verdicts = [
    ['ann@news.example', null],
    [' ann@news.example ', null, 'one with spaces around it'],
    ["o'brien+news=x!#$%&*/?^_`{|}~-@news.example", null],
    ['jürgen@bücher.example', null],
    ['用户@例子.世界', null],
    ['a@b.co', null],
    ['', 'required'],
    ['  ', 'required'],
    ['ann', 'malformed'],
    ['@news.example', 'malformed'],
    ['ann@', 'malformed'],
    ['ann@news', 'malformed'],
    ['ann@news.', 'malformed'],
    ['ann@news.e', 'malformed'],
    ['ann@@news.example', 'malformed'],
    ['ann@news@news.example', 'malformed'],
    ['ann smith@news.example', 'malformed'],
    ['<ann@news.example>', 'malformed'],
    ['Ann <ann@news.example>', 'malformed'],
    ['ann@news.example, eve@news.example', 'malformed'],
    ['ann@news.example\nBcc: eve@news.example', 'malformed', 'a header smuggled in'],
    ['ann\u0000@news.example', 'malformed', 'NUL'],
    ['ann\u202E@news.example', 'malformed', 'RLO'],
    ['ann\uD800@news.example', 'malformed', 'a lone surrogate'],
    [`${'a'.repeat(64)}@news.example`, null, '64 units before the @'],
    [`${'a'.repeat(65)}@news.example`, 'malformed', '65 units before the @'],
    [long(254), null, '254 units'],
    [long(255), 'too-long', '255 units'],
    ['a@'.repeat(100_000), 'too-long', 'a very long one, at once'],
  ];
  for (const [email, fault, why] of addresses) {
    it(`${fault ? `is refused as ${fault}` : 'may be'}: ${shown(email, why)}`, () => assert.equal(emailFault(email, 'required'), fault));
  }

  it('may be left out where it may', () => {
    for (const wanted of ['optional', 'none'] as const) assert.equal(emailFault(null, wanted), null);
    assert.equal(emailFault('ann', 'optional'), 'malformed');
    assert.equal(emailFault(null, 'required'), 'required');
  });
});

describe('a text', () => {
  const texts: Verdicts = [
    ['a', null],
    ['  indented\n\tby a tab\n\n', null],
    ['a\r\nb\rc', null],
    ['سڵاو world می\u200Cخواهم', null],
    ['quoted \u202Eבא\u202C and \u200F on', null, 'direction marks, which quoted text brings along'],
    ['<img src=x onerror=alert(1)>', null],
    ['.', null],
    ['👋', null],
    ['', 'required'],
    [' \n\t\u00A0\u2028', 'required', 'nothing but white space'],
    ['\u200B\u200C\u200D\uFEFF', 'required', 'nothing but what cannot be seen'],
    ['a\u0000', 'characters', 'NUL'],
    ['a\u001B[31m', 'characters', 'an escape for terminals'],
    ['a\u000C', 'characters', 'a form feed'],
    ['a\u007F', 'characters', 'DEL'],
    ['a\u009B', 'characters', 'a C1 control'],
    ['a\uD800', 'characters', 'a lone surrogate'],
    ['a'.repeat(100), null, 'as long as may be'],
    ['a'.repeat(101), 'too-long', 'one longer'],
    ['👋'.repeat(100), null, '100 emoji'],
    ['\r\n'.repeat(99) + 'a', null, '99 line ends of two units'],
  ];
  for (const [text, fault, why] of texts) {
    it(`${fault ? `is refused as ${fault}` : 'may be'}: ${shown(text, why)}`, () => assert.equal(textFault(text, 100), fault));
  }

  it('is stored with line feeds and otherwise as it was typed', () => {
    assert.equal(normalizeText('a\r\nb\rc\nd\r\r\n  e\u0301 '), 'a\nb\nc\nd\n\n  e\u0301 ');
  });

  it('is judged at once, however long', () => {
    assert.equal(textFault('\u200B'.repeat(1_000_000), 100), 'required');
    assert.equal(textFault('a'.repeat(1_000_000), 100), 'too-long');
  });
});

describe('lengthOf', () => {
  it('counts code points', () => {
    for (const [text, length] of [['', 0], ['abc', 3], ['👋', 1], ['👩🏽‍🚀', 4], ['e\u0301', 2], ['\uD800', 1]] as const) assert.equal(lengthOf(text), length, text);
  });
});

describe('guestFaults', () => {
  it('says everything that is wrong, each under the path it is sent by', () => {
    const wants = { name: 'required', email: 'required' } as const;
    assert.deepEqual(guestFaults({ name: null, email: 'ann' }, wants), [{ field: 'guest.name', reason: 'required' }, { field: 'guest.email', reason: 'malformed' }]);
    assert.deepEqual(guestFaults({ name: 'Ann', email: 'ann@news.example' }, wants), []);
    assert.deepEqual(guestFaults({ name: null, email: null }, { name: 'optional', email: 'none' }), []);
  });
});
