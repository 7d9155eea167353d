/** Who is measured: Dîwan as it is built, the two references, and the peers that could be had. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';
import { rollup } from 'rollup';
import { folder } from './host.mjs';

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {Readonly<Record<string, string | Buffer>>} files what it loads, by path on the widgets' origin
 * @property {(thread: string) => string} markup what its site's owner puts into the article
 * @property {string} [reserve] the CSS that an owner who wants nothing to move puts into the page's head, as its documentation says
 * @property {Readonly<Record<string, (request: { query: URLSearchParams, body: string }) => unknown>>} [answers]
 *   its own backend's answers, by the beginning of their path, where it does not read ours
 * @property {string} next what a reader clicks for the next page
 * @property {string} textarea where a reader types; empty where there is none
 */

const root = join(import.meta.dirname, '..', '..');
const references = join(root, 'bench', 'references');

/** Dîwan and the references. @param {string} origin of the widgets @param {string} litList @returns {Contestant[]} */
export function ownContestants(origin, litList) {
  return [
    {
      name: 'bare',
      files: { '/bare.js': readFileSync(join(references, 'bare.js')) },
      markup: (thread) => `<script type="module" src="${origin}/bare.js"></script>
<form><p><label>Comment <textarea rows="4"></textarea></label></p></form>
<section id="comments" data-thread="${thread}"></section>`,
      next: '#comments button',
      textarea: 'textarea',
    },
    {
      name: 'lit',
      files: { '/lit-list.js': litList },
      markup: (thread) => `<script type="module" src="${origin}/lit-list.js"></script>
<form><p><label>Comment <textarea rows="4"></textarea></label></p></form>
<lit-list thread="${thread}"></lit-list>`,
      next: 'lit-list button',
      textarea: 'textarea',
    },
    {
      name: 'diwan',
      files: folder(join(root, 'dist', 'embed'), '/'),
      markup: (thread) => `<script type="module" src="${origin}/diwan.js"></script>
<diwan-comments thread="${thread}"></diwan-comments>`,
      reserve: documentedReserve(),
      next: 'diwan-pager a[aria-label="Next page"]',
      textarea: 'diwan-form textarea',
    },
  ];
}

/** The line under "Where nothing may move", so that what is measured is what owners are told. */
function documentedReserve() {
  const [, line] = /## Where nothing may move\n[^#]*```css\n(.+)\n```/.exec(readFileSync(join(root, 'docs', 'embedding.md'), 'utf8')) ?? [];
  if (!line) throw new Error('docs/embedding.md no longer has a line of CSS under "Where nothing may move".');
  return line;
}

/** The bare Lit list in one file, made by the tools that make Dîwan's bundle. */
export async function bundleLitList() {
  const literals = {
    name: 'literals',
    transform: async (code, id) => (id.startsWith(references) ? ((await minifyHTMLLiterals(code, { fileName: id })) ?? null) : null),
  };
  const bundle = await rollup({
    input: join(references, 'lit-list.js'),
    plugins: [resolve({ exportConditions: ['production'] }), literals, terser({ ecma: 2022, module: true, compress: { passes: 3 } })],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}
