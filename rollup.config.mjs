import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';

/** Where tsc wrote to and where the bundle goes; the build sets both to a folder that it renames when done. */
const { DIWAN_LIB = 'dist/lib', DIWAN_EMBED_OUT = 'dist/embed' } = process.env;

/** The modules that only writing a comment needs. */
const broughtByForm = new RegExp(
  [
    'idb-keyval/',
    '/entries/(environment|writing)\\.',
    '/elements/form/(?!line)',
    '/controllers/composing\\.',
    '/i18n/en/writing\\.',
    '/storage/',
    '/state/(draft|outbox|retry|guest-memory|environment|network|tree|writing)',
    '/contract/(rules|ids)\\.',
    '/adapters/http/writes\\.',
  ].join('|'),
);

/** White space in templates and style sheets is not worth a reader's time. */
const literals = () => ({
  name: 'literals',
  async transform(code, id) {
    if (id.includes('/node_modules/') || !/\b(?:html|css|svg)\s*`/.test(code)) return null;
    return (await minifyHTMLLiterals(code, { fileName: id })) ?? null;
  },
});

/** The modules that come with the pager, some of which the form uses too: they are there when it comes. */
const broughtByPager = new RegExp(
  [
    '/@lit/context/',
    '/adapters/http/http-adapter\\.',
    '/context/widget-context\\.',
    '/controllers/(choosing|events|following-members|language-observer|turning|widget-controller)\\.',
    '/elements/(account/|comments/complaints|desk/|form/line\\.|notice/|pager/|sort/)',
    '/entries/turning\\.',
    '/i18n/en/turning\\.',
    '/state/(amending|choices|member-mark|page-numbers|save-preferences|turning)\\.',
    '/styles/(adopt|controls|fields|theme)\\.',
  ].join('|'),
);

/** What the languages besides English write dates and numbers with, in one file that is fetched beside theirs. */
const datesOfLocales = /\/i18n\/((intl|written)-dates|numerals)\./;

/** What members' own pages and the local adapter know alike, by a name of its own: `account` is the step that signs in. */
const limitsOfAccounts = /\/contract\/account\./;

/** What is changed in Lit: each pattern must be found, or a newer Lit has moved and this needs another look. */
const changes = [
  // A policy of our own name, so that another Lit on the page does not collide with it, and one that may be refused:
  // stock Lit dies while loading where the page's policy does not list `lit-html`.
  [/lit-html\/lit-html\.js$/, /(\w+)\.createPolicy\((["'])lit-html\2,(\{[^}]*\})\)/g, '(()=>{try{return $1.createPolicy("diwan-html",$3)}catch{}})()'],
  // No globals: neither the list of versions, nor the hooks for polyfills and hydration, which another Lit's tools may have set.
  [/(lit-html|reactive-element|lit-element)\.js$/, /\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, '0'],
  [/(lit-html|reactive-element|lit-element)\.js$/, /\w+\.\w+(?:Polyfill|Hydrate)Support\b/g, '(void 0)'],
  // Neither templates of SVG and MathML, nor properties that write attributes: nothing here has them.
  [/lit-html\/lit-html\.js$/, /\w=2===i\?"<svg>":3===i\?"<math>":""/, (found) => `${found[0]}=""`],
  [/lit-html\/lit-html\.js$/, /\+\(2===i\?"<\/svg>":3===i\?"<\/math>":""\)/, ''],
  [/lit-html\/lit-html\.js$/, /,2===i\|\|3===i\)\{const t=this\.el\.content\.firstChild;t\.replaceWith\(\.\.\.t\.childNodes\)\}/, ');'],
  [/reactive-element\.js$/, /_\$ET\(t,s\)\{.*?this\._\$Em=null\}\}/, '_$ET(){}'],
  [/reactive-element\.js$/, /toAttribute\(t,s\)\{.*?return t\},/, ''],
  // Attributes are texts, or there or not.
  [/reactive-element\.js$/, /case Number:i=null.*?catch\(t\)\{i=null\}\}/, '}'],
  [/reactive-element\.js$/, /\|\|i\.useDefault&&i\.reflect&&.*?_\$Eu\(t,i\)\)/, ''],
  // Style sheets are adopted by every browser that knows `light-dark()` and `AbortSignal.any`.
  [/css-tag\.js$/, /e=t\.ShadowRoot&&.*?CSSStyleSheet\.prototype(?=,)/, 'e=!0'],
  // What is said to whoever writes a style sheet wrongly, of which the build has none.
  [/css-tag\.js$/, /"(?:CSSResult is not|Value passed to).*?"(?=\)|\+t)|\+"\. Use 'unsafeCSS'.*?"/g, (found) => (found.startsWith('+') ? '' : '"css"')],
  // Nor decorators, their initializers and the registry of their metadata, which nothing here uses.
  [/reactive-element\.js$/, /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap/g, '0'],
  [/reactive-element\.js$/, /this\[Symbol\.metadata\]/g, 'null'],
  [/reactive-element\.js$/, /static addInitializer\(t\)\{.*?push\(t\)\}/, ''],
  [/reactive-element\.js$/, /,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)|,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/g, ''],
];

/** Lit as a guest on somebody else's page. */
const guestLit = () => ({
  name: 'guest-lit',
  transform(code, id) {
    if (!/node_modules\/(lit-html|lit-element|@lit\/reactive-element)\/[\w-]+\.js$/.test(id)) return null;
    return changes.reduce((changed, [file, pattern, replacement]) => {
      if (!file.test(id)) return changed;
      if (!changed.match(pattern)) throw new Error(`${id} no longer holds ${pattern}: adapt rollup.config.mjs`);
      return changed.replace(pattern, replacement);
    }, code);
  },
});

const plugins = [
  resolve({ exportConditions: ['production'] }),
  guestLit(),
  literals(),
  terser({ ecma: 2022, module: true, compress: { passes: 4, pure_getters: true, unsafe_arrows: true }, format: { comments: /^!/ } }),
];

const input = `${DIWAN_LIB}/entries/embed.js`;

export default [
  {
    input,
    preserveEntrySignatures: 'allow-extension',
    plugins,
    output: {
      dir: DIWAN_EMBED_OUT,
      format: 'es',
      entryFileNames: 'diwan.js',
      chunkFileNames: 'chunks/[name]-[hash:6].js',
      sourcemap: true,
      // What the form brings along comes in its one file, also where a rarer part uses some of it too.
      manualChunks: (id) => (broughtByForm.test(id) ? 'writing' : broughtByPager.test(id) ? 'turning' : datesOfLocales.test(id) ? 'dates' : limitsOfAccounts.test(id) ? 'limits' : null),
      onlyExplicitManualChunks: true,
      compact: true,
      freeze: false,
    },
  },
  // The server's own page for signing in, apart: what it shared with the widget would be split from what the first paint needs in one file.
  {
    input: `${DIWAN_LIB}/entries/sign-in.js`,
    plugins,
    output: { dir: DIWAN_EMBED_OUT, format: 'es', entryFileNames: 'sign-in.js', chunkFileNames: 'chunks/page-[name]-[hash:6].js', sourcemap: true, compact: true, freeze: false },
  },
  // All of it in one classic script, for a page that is opened from disk, where browsers load no modules.
  { input, plugins, output: { file: `${DIWAN_EMBED_OUT}/diwan.classic.js`, format: 'iife', inlineDynamicImports: true, compact: true, freeze: false } },
];
