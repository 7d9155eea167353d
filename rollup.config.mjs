import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';

/** Where tsc wrote to and where the bundle goes; the build sets both to a folder that it renames when done. */
const { DIWAN_LIB = 'dist/lib', DIWAN_EMBED_OUT = 'dist/embed' } = process.env;

/** The modules that only writing a comment needs. */
const broughtByForm = new RegExp(
  [
    'idb-keyval/',
    '/entries/writing\\.',
    '/elements/form/',
    '/controllers/composing\\.',
    '/i18n/en/writing\\.',
    '/storage/',
    '/state/(draft|outbox|retry|one-at-a-time|guest-memory|environment|network|tree|writing)',
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

/**
 * Gives Lit's Trusted Types policy our own name, so that another Lit on the page does not collide
 * with it, and lets it be refused: stock Lit dies while loading where the page's policy does not list `lit-html`.
 */
const policy = () => ({
  name: 'policy',
  transform(code, id) {
    if (!/lit-html\/lit-html\.js$/.test(id)) return null;
    const stock = /(\w+)\.createPolicy\((["'])lit-html\2,(\{[^}]*\})\)/;
    if (!stock.test(code)) throw new Error('lit-html no longer creates its policy as expected: adapt rollup.config.mjs');
    return code.replace(stock, '(()=>{try{return $1.createPolicy("diwan-html",$3)}catch{}})()');
  },
});

export default {
  input: `${DIWAN_LIB}/entries/embed.js`,
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    resolve({ exportConditions: ['production'] }),
    policy(),
    literals(),
    terser({ ecma: 2022, module: true, compress: { passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true }, format: { comments: /^!/ } }),
  ],
  output: {
    dir: DIWAN_EMBED_OUT,
    format: 'es',
    entryFileNames: 'diwan.js',
    chunkFileNames: 'chunks/[name]-[hash:8].js',
    sourcemap: true,
    // What the form brings along comes in its one file, also where a rarer part uses some of it too.
    manualChunks: (id) => (broughtByForm.test(id) ? 'writing' : null),
    onlyExplicitManualChunks: true,
    compact: true,
  },
};
