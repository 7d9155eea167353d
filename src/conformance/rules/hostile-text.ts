import { lengthOf } from '../../contract/index.ts';
import { needs, rule, type Rule } from '../rule.ts';
import type { Trial } from '../trial.ts';
import { same } from '../verdict.ts';

const markup = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)"> & <b>bold</b>',
  'a < b && b > c; "quoted" \'single\' `back`',
  '&lt;already&gt; &amp;amp; &#39; &nbsp;',
  '[link](javascript:alert(1)) **bold** _not_ ~~this~~',
  '{{constructor.constructor("x")()}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}',
  '<!-- --> <![CDATA[ ]]> <?php echo 1; ?>',
];

const scripts = [
  'دیوان: ژوورێک بۆ گفتوگۆ',
  'مرحبا بالعالم، كيف الحال؟',
  'שלום English مرحبا 123 mixed',
  '你好，世界。これは試験です。한국어',
  'ŞşĞğİıÖöÜü Êê Îî Ûû Çç',
  'ནམ་མཁའ། ကမ္ဘာ ไทย हिन्दी',
  '\u202bembedded\u202c and \u2067isolated\u2069 \u200fmarks\u200e',
];

const clusters = [
  '👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🇹🇷 ❤️ 1️⃣',
  'e\u0301 is not \u00e9, and \u212b is not \u00c5',
  'Z\u0351\u036b\u0343a\u0328\u0321l\u035cg\u0340o\u0301',
  '\ufdfa \u1e9e ﬁ ½ ² ™',
  '\ufeffwith a mark in front, a\u200bzero\u200cwidth\u200djoin\u00ad',
  '𝕌𝕟𝕚𝕔𝕠𝕕𝕖 𒀀 \u{10ffff}\u{e000}',
];

const spaces = ['  two before', 'two after  ', '\tindented\n\t\tdeeper', 'one\n\n\n\nfive lines on', '\nstarts and ends with a break\n', 'no\u00a0break \u3000wide', 'a  b   c'];

const machines = [
  "Robert'); DROP TABLE comments;--",
  'NULL null undefined None NaN true false 0 -0 1e309',
  '../../../../etc/passwd C:\\Windows\\system32 %00 %0a %s %n',
  '\\u0041 \\n \\\\ \\x00 \\',
  '$& $1 $$ $` \\1 (?=x)',
  'Bcc: all@news.example\n\n.\nQUIT',
  '=HYPERLINK("http://x.example","x")',
  '__proto__ constructor toString then',
  '{"text":"inner"} ["a"] --- key: value',
];

/** All of them, for whatever else takes texts. */
export const hostileTexts: readonly string[] = [...markup, ...scripts, ...clusters, ...spaces, ...machines];

/** Rules that a text is characters: it comes back as it was typed, whatever it looks like. */
export const hostileTextRules: readonly Rule[] = [
  exact('hostile-text.markup', 'Markup in a text comes back as it was typed, neither escaped nor cleaned nor run.', markup),
  exact('hostile-text.scripts', 'Texts in every script and direction come back as they were typed.', scripts),
  exact('hostile-text.clusters', 'Emoji, combining and invisible characters come back code point by code point.', clusters),
  exact('hostile-text.spaces', 'Spaces and line breaks come back as they were typed, at the beginning and end too.', spaces),
  exact('hostile-text.machines', 'Texts that mean something to a database, a shell or a parser come back as they were typed.', machines),

  rule('hostile-text.line-ends', 'Line ends of every system are stored as line feeds.', [needs.listing], async (trial) => {
    await backAs(trial, ['one\r\ntwo\rthree\nfour'], ['one\ntwo\nthree\nfour']);
  }),

  rule('hostile-text.names', 'Names that look like something else come back as they are.', [needs.names], async (trial) => {
    for (const name of ['<b>Ali</b> & Co', "O'Hara", 'null', '__proto__', 'هيڤى', 'Ali 👨‍👩‍👧', '=1+1', 'دیلان می‌خواهد']) {
      const draft = trial.draft();
      const { author } = await trial.send(trial.thread(), { ...draft, guest: { ...draft.guest!, name } });
      same(author.name, name, 'the name');
    }
  }),
];

function exact(id: string, sentence: string, texts: readonly string[]): Rule {
  return rule(id, sentence, [needs.listing], (trial) => backAs(trial, texts, texts));
}

async function backAs(trial: Trial, texts: readonly string[], expected: readonly string[]): Promise<void> {
  const ref = trial.thread();
  const answers = [];
  for (const [index, text] of texts.entries()) {
    if (lengthOf(text) > trial.facts.maxLength) continue; // a backend of short texts keeps what fits
    answers.push({ ...(await trial.post(ref, { text })), expected: expected[index] });
  }
  const listed = new Map((await trial.all(ref, { size: 30 })).map(({ id, body }) => [id, body.text]));
  for (const answer of answers) {
    same(answer.body.text, answer.expected, 'in the answer');
    same(listed.get(answer.id), answer.expected, 'in the thread');
  }
}
