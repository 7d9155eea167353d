import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The ways by which text could become markup or code. What readers write goes through none of them, so neither does ours. */
const SINKS = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|srcdoc)$/]',
    message: 'Markup is never made from text: draw nodes, as content/ does.',
  },
  {
    selector: 'MemberExpression[property.value=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Markup is never made from text: draw nodes, as content/ does.',
  },
  { selector: 'Identifier[name=/^(unsafeHTML|unsafeSVG|unsafeCSS|unsafeStatic|DOMParser)$/]', message: 'Nothing unsafe is needed here.' },
  { selector: 'MemberExpression[object.name="document"][property.name=/^(write|writeln)$/]', message: 'A page that has loaded would be wiped.' },
  { selector: 'CallExpression[callee.name=/^(eval|Function)$/]', message: 'A strict policy forbids it, and so do we.' },
  { selector: 'NewExpression[callee.name="Function"]', message: 'A strict policy forbids it, and so do we.' },
];

const LONGEST_FILE = ['error', { max: 300 }];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', 'coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      // Lit binds handlers to the element itself.
      '@typescript-eslint/unbound-method': 'off',
      // Where an index is known to be within, `!` costs a reader's browser nothing and a check costs bytes.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      // Numbers in messages are meant; everything else that turns into "[object Object]" is still found.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // An async method without a wait still turns what it throws into a rejection, which its caller relies on.
      '@typescript-eslint/require-await': 'off',
      // An abort is passed on with the signal's own reason, whatever that is.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      // It sees neither what changes during a wait nor that what was stored or sent may not be what its type says.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // The same for `navigator.onLine === false`: Node's navigator has no `onLine`.
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      // An event is listened for by its name and cast to the class that has it.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // The compiler has the same rule and knows more.
      '@typescript-eslint/no-unused-vars': 'off',
      eqeqeq: ['error', 'always'],
      'max-lines': LONGEST_FILE,
    },
  },

  inProject(['src/**/*.ts'], 'tsconfig.json'),
  inProject(['test/**/*.ts', 'demo/**/*.ts', 'bench/**/*.ts'], 'tsconfig.test.json'),
  inProject(['server/**/*.ts'], 'server/tsconfig.test.json'),

  {
    files: ['src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'no-restricted-syntax': ['error', ...SINKS],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      // LitElement has every callback that is called by way of `super`.
      'wc/guard-super-call': 'off',
      // WebKit forgets that a list is one when its marks are gone, and that a link is one when its address is.
      'lit-a11y/no-redundant-role': 'off',
    },
  },

  {
    files: ['test/**/*.ts', 'server/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', {
        // node:test hands back promises that it waits for by itself.
        allowForKnownSafeCalls: [
          { from: 'package', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'], package: 'node:test' },
        ],
      }],
      '@typescript-eslint/no-misused-spread': 'off',
      // chai asserts by reading a property.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },

  {
    files: ['**/*.browser.test.ts', 'test/support/element-basics.ts'],
    rules: {
      // A plugin of chai types every `equal` as a promise, so that the rule cannot tell the real ones; these are they.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': ['error', {
        selector: 'ExpressionStatement > CallExpression[callee.property.name="accessible"]',
        message: 'Unawaited, it passes whatever axe finds.',
      }, {
        selector: 'ExpressionStatement > CallExpression[callee.name=/^(sendKeys|sendMouse|setViewport|emulateMedia|fixture|oneEvent|waitUntil|nextFrame|elementUpdated)$/]',
        message: 'Unawaited, the test goes on before it has happened.',
      }],
    },
  },

  { files: ['**/*.mjs'], rules: { 'max-lines': LONGEST_FILE, 'prefer-const': 'error', eqeqeq: ['error', 'always'] } },
);

/**
 * The typed rules read a file with the settings it is compiled with.
 * @param {string[]} files
 * @param {string} project
 */
function inProject(files, project) {
  return { files, languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } } };
}
