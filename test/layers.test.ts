/** Holds the source against the layers of the design: who may import whom, no rings of files, no file too long to read. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

/** For each folder of `src`: the folders and the packages that its files may import from, beside their own folder. */
const LAYERS: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>> = {
  contract: { folders: [], packages: [] },
  i18n: { folders: [], packages: [] },
  styles: { folders: [], packages: ['lit'] },
  storage: { folders: [], packages: ['idb-keyval'] },
  content: { folders: ['contract'], packages: ['lit'] },
  adapters: { folders: ['contract', 'storage'], packages: ['idb-keyval'] },
  conformance: { folders: ['contract', 'adapters'], packages: [] },
  state: { folders: ['contract', 'adapters', 'storage', 'i18n'], packages: [] },
  context: { folders: ['contract', 'adapters', 'state', 'i18n'], packages: ['@lit/context'] },
  controllers: { folders: ['contract', 'adapters', 'state', 'context', 'storage', 'i18n'], packages: ['lit', '@lit/context'] },
  elements: {
    folders: ['contract', 'adapters', 'state', 'context', 'controllers', 'content', 'styles', 'storage', 'i18n'],
    packages: ['lit', '@lit/context'],
  },
  entries: {
    folders: ['contract', 'adapters', 'conformance', 'state', 'context', 'controllers', 'elements', 'content', 'styles', 'storage', 'i18n'],
    packages: ['lit'],
  },
  /** The command line. It runs in Node, and stands beside `entries` as what joins the parts there. */
  bin: { folders: ['contract', 'adapters', 'conformance'], packages: ['node:'] },
};

const LONGEST_FILE = 300;
const SOURCE = join(import.meta.dirname, '..', 'src');

interface Import {
  readonly from: string;
  /** A file of `src` by its path there, or a package by its name. */
  readonly to: string;
  readonly isPackage: boolean;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map(normalize).sort();
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(SOURCE, file), 'utf8')));

describe('the layers', () => {
  it('cover every folder of src', () => {
    assert.notEqual(files.length, 0);
    for (const file of files) assert.ok(layerOf(file) in LAYERS, `src/${file} is in no layer: say in this test what it may import`);
  });

  it('are only imported from below', () => {
    assert.deepEqual(imports.filter((each) => !isAllowed(each)).map(inWords), []);
  });

  it('name every file of the project with its ending, inside src', () => {
    const own = imports.filter(({ isPackage }) => !isPackage);
    assert.notEqual(own.length, 0);
    assert.deepEqual(own.filter(({ to }) => !files.includes(to)).map(inWords), []);
  });

  it('notice an import from above, and a package out of place', () => {
    const faults = [
      ...importsOf('contract/ids.ts', "export type { A } from '../adapters/adapter.ts';"),
      ...importsOf('state/thread.ts', "const list = await import('../elements/list/list.ts');"),
      ...importsOf('adapters/http/http-adapter.ts', "import { html } from 'lit';"),
      ...importsOf('content/draw.ts', "type A = import('../state/thread.ts').A;"),
      ...importsOf('i18n/locales.ts', "import '../../test/support/texts.ts';"),
    ];
    assert.equal(faults.length, 5);
    assert.deepEqual(faults.filter(isAllowed), []);
  });

  it('have no ring of files that import one another', () => {
    assert.deepEqual(rings(imports), []);
  });

  it('notice a ring', () => {
    const ring = [['a', 'b'], ['b', 'c'], ['c', 'b'], ['d', 'a']].map(([from = '', to = '']) => ({ from, to, isPackage: false }));
    assert.deepEqual(rings(ring), ['b → c → b']);
  });
});

describe('the files', () => {
  for (const folder of ['src', 'server/src', 'server/test', 'test', 'scripts', 'bench', 'demo']) {
    it(`of ${folder} have at most ${String(LONGEST_FILE)} lines`, () => {
      const root = join(SOURCE, '..', folder);
      const code = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|mjs|js)$/.test(name) && !name.includes('node_modules'));
      const tooLong = code.filter((name) => readFileSync(join(root, name), 'utf8').split('\n').length > LONGEST_FILE + 1);
      assert.deepEqual(tooLong, []);
    });
  }
});

/** Every import, export from, `import()` and `import('…').Type` of a file. */
function importsOf(file: string, text: string): Import[] {
  const specifiers = new Set(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName));
  return Array.from(specifiers, (specifier) => {
    const isPackage = !specifier.startsWith('.');
    return { from: file, to: isPackage ? specifier : relative(SOURCE, join(SOURCE, dirname(file), specifier)), isPackage };
  });
}

function isAllowed({ from, to, isPackage }: Import): boolean {
  const layer = LAYERS[layerOf(from)];
  if (layer === undefined) return false;
  if (isPackage) return layer.packages.some((name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`));
  return layerOf(to) === layerOf(from) || layer.folders.includes(layerOf(to));
}

function layerOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? '';
}

function inWords({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

/** The rings among these imports, each once, as the files along it. */
function rings(all: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, isPackage } of all) {
    if (!isPackage) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}
