import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../../../src/i18n/locales/ar.ts';
import { allTexts, counts, moment } from '../../support/texts.ts';

test('comments are counted in all six forms', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1000].map((count) => messages.heading(count)),
    [
      'لا تعليقات',
      'تعليق واحد',
      'تعليقان',
      '٣ تعليقات',
      '١٠ تعليقات',
      '١١ تعليقًا',
      '٩٩ تعليقًا',
      '١٠٠ تعليق',
      '١٠٢ تعليق',
      '١٠٣ تعليقات',
      '١٬٠٠٠ تعليق',
    ],
  );
});

test('so are new comments, characters and fields', () => {
  assert.deepEqual([1, 2, 4].map(messages.newer), ['تعليق جديد', 'تعليقان جديدان', '٤ تعليقات جديدة']);
  assert.deepEqual([1, 2, 4].map(messages.left), ['المتبقي: حرف واحد', 'المتبقي: حرفان', 'المتبقي: ٤ أحرف']);
  assert.match(messages.problems(2), /^خانتان تحتاجان /);
});

test('dates are Gregorian, in Arabic-Indic digits', () => {
  assert.match(messages.exact(moment), /^٢٢ نوفمبر ٢٠٢٦ .*٢:٠٣\sم$/);
  assert.equal(messages.ago(moment - 3 * 3_600_000, moment), 'قبل ٣ ساعات');
  assert.equal(messages.ago(moment, moment), 'الآن');
});

test('no European digit, no letter of another script and no Persian or Kurdish letter', () => {
  for (const count of counts) {
    for (const [name, text] of allTexts(messages, count)) {
      const own = text.replace('name@example.org', '');
      assert.doesNotMatch(own, /[0-9]|(?![\p{Script=Arabic}])\p{L}/u, `${name}: ${text}`);
      assert.doesNotMatch(own, /[\u06CC\u06A9\u06C1\u06D5\u06F0-\u06F9,;?]/u, `${name}: ${text}`);
    }
  }
});
