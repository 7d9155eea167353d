/** Plugins for Web Test Runner that let a page have what only the machine behind it can give. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Enough of everything that was ever slipped into a comment, for machines without the public lists. */
const ours = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', "javascript:alert('1')", '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>', '</textarea><script>alert(1)</script>', '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', '<style>*{display:none}</style>',
  '<!--', '-->', ']]>', '&lt;b&gt;&amp;&nbsp;&#0;', '<base href=//evil.example>', '<form><input name=attributes>', '<math><mtext></form><form><mglyph><style>',
  '\u202Eright to left\u202C', '\uFEFF\u200B\u2060', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞', '﷽', '👩🏽‍🚀🏳️‍🌈', 'سڵاو <b>world</b> שלום', '\t\r\n\v\f', '__proto__', 'null', 'undefined',
  'W'.repeat(5000), '<?lit$1$?><!--?lit$1$-->', '${html`<b>`}',
];

/**
 * `GET /__cases`: texts to be drawn, from the public lists in the folder that DIWAN_CASES names, or else our own.
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function hostileTexts() {
  return {
    name: 'hostile-texts',
    serve: ({ path }) => (path === '/__cases' ? { body: JSON.stringify(texts()), type: 'json' } : undefined),
  };
}

function texts() {
  const folder = process.env.DIWAN_CASES;
  const files = ['strings/blns.json', 'xss/patt-intruders.json'].map((file) => join(folder ?? '', file));
  if (folder === undefined || !files.every((file) => existsSync(file))) {
    console.warn('!! DIWAN_CASES is not set: hostile texts are drawn from the small set of our own only.');
    return ours;
  }
  const lists = files.flatMap((file) => /** @type {readonly (string | { payload: string })[]} */ (JSON.parse(readFileSync(file, 'utf8'))));
  return [...ours, ...lists.map((entry) => (typeof entry === 'string' ? entry : entry.payload))];
}

/**
 * `GET /__break/src/x.ts`: from now on that file fails where it is imported, until `GET /__mend/src/x.ts`.
 * @returns {import('@web/dev-server-core').Plugin}
 */
export function breakableFiles() {
  const broken = new Set();
  return {
    name: 'breakable-files',
    serve({ path }) {
      const [, deed, file] = /^\/__(break|mend)(\/.*)/.exec(path) ?? [];
      if (deed === 'break') broken.add(file);
      if (deed === 'mend') broken.delete(file);
      if (deed) return { body: deed, type: 'text' };
      return broken.has(path) ? { body: 'throw new Error("broken for a test");', type: 'js' } : undefined;
    },
  };
}
