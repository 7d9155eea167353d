/** Holds the built package against what `package.json` publishes, as somebody who has installed it would meet it. Needs a build. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const LIBRARY = join(ROOT, 'dist', 'lib');

type Target = string | { readonly types: string; readonly default: string };

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, Target>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** The entries that need no page, with names that the documentation promises of them. */
const FOR_NODE: Readonly<Record<string, readonly string[]>> = {
  './contract': ['CommentsError', 'isCommentsError', 'errorCodes', 'newCommentId', 'isUuid', 'paths', 'wirePage', 'wireNewComment'],
  './adapter': ['CommentsError', 'newCommentId'],
  './conformance': ['conform', 'examine', 'rules', 'BrokenRule'],
  './adapters/memory': ['MemoryAdapter'],
  './adapters/http': ['HttpAdapter'],
};

describe('the published entries', () => {
  for (const [name, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    it(`${name} is there, with its types`, () => {
      for (const file of [target.types, target.default]) assert.ok(existsSync(join(ROOT, file)), `${file} is not built`);
    });
  }

  for (const [name, promised] of Object.entries(FOR_NODE)) {
    it(`${name} loads in Node and has what is documented`, async () => {
      const entry = (await import(`diwan${name.slice(1)}`)) as Readonly<Record<string, unknown>>;
      assert.deepEqual(promised.filter((each) => entry[each] === undefined), []);
    });
  }

  it('include the command line', () => {
    for (const file of Object.values(manifest.bin)) {
      assert.match(readFileSync(join(ROOT, file), 'utf8'), /^#!\/usr\/bin\/env node\n/, `${file} does not say what runs it`);
    }
  });

  it('name no source file that is not published', () => {
    const modules = readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    assert.notEqual(modules.length, 0);
    const left = modules.filter((file) => /(?:from|import)\s*\(?\s*['"][^'"]*\.ts['"]/.test(readFileSync(join(LIBRARY, file), 'utf8')));
    assert.deepEqual(left, []);
  });
});

describe('a project that has installed the package', () => {
  let project = '';

  before(() => {
    project = mkdtempSync(join(tmpdir(), 'diwan-consumer-'));
    const installed = join(project, 'node_modules', 'diwan');
    mkdirSync(installed, { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
    cpSync(LIBRARY, join(installed, 'dist', 'lib'), { recursive: true });
    for (const name of [...Object.keys(manifest.dependencies), '@lit/reactive-element', 'lit-element', 'lit-html', '@types/trusted-types']) {
      const link = join(project, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), link);
    }
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(project, 'use.ts'), USE);
    writeFileSync(join(project, 'misuse.ts'), MISUSE);
  });

  after(() => rmSync(project, { recursive: true, force: true }));

  for (const module of ['nodenext', 'esnext'] as const) {
    const resolution = module === 'nodenext' ? 'nodenext' : 'bundler';

    it(`compiles against its types, resolving as ${resolution}`, async () => {
      assert.equal(await compile(project, 'use.ts', module, resolution), '');
    });

    it(`is told of a mistake by them, resolving as ${resolution}`, async () => {
      assert.match(await compile(project, 'misuse.ts', module, resolution), /TS2322.*'number'/);
    });
  }
});

/** What the compiler says, or nothing. All declarations are checked, not only the project's own lines. */
async function compile(project: string, file: string, module: string, resolution: string): Promise<string> {
  const tsc = join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--types', '',
    '--module', module, '--moduleResolution', resolution];
  try {
    return (await promisify(execFile)(process.execPath, [tsc, ...options, file], { cwd: project })).stdout;
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

const USE = `
import { DiwanComments } from 'diwan';
import 'diwan/define';
import { CommentsError, type CommentsAdapter } from 'diwan/adapter';
import { newCommentId, type CommentId } from 'diwan/contract';
import { conform } from 'diwan/conformance';
import { HttpAdapter } from 'diwan/adapters/http';
import { LocalAdapter } from 'diwan/adapters/local';
import { MemoryAdapter } from 'diwan/adapters/memory';

export const adapters: readonly CommentsAdapter[] = [new MemoryAdapter(), new LocalAdapter(), new HttpAdapter({ server: 'https://comments.example' })];
export const id: CommentId = newCommentId();
export const error: Error = new CommentsError('offline', 'No network.');
export const element: HTMLElement = new DiwanComments();
export const kit: (...args: never[]) => unknown = conform;
`;

const MISUSE = `
import { MemoryAdapter } from 'diwan/adapters/memory';
export const name: number = new MemoryAdapter().name;
`;
