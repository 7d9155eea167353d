import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/browsers.mjs';
import { atEnd } from './at-end.ts';
import { patience } from './eventually.ts';

/** One browser for all tests of a file; each test gets a context of its own in it. */
let shared: Promise<Browser> | undefined;
after(async () => (await shared)?.close());

/** What a reader's browser is told beside Playwright's own options. */
export interface ReaderOptions extends BrowserContextOptions {
  /** What may stand in the console: what a browser says by itself of a request that failed. Nothing, unless a test provokes it. */
  readonly mayComplain?: RegExp;
}

/** A reader: a browser of their own as far as storage goes, and everything that it complained about. */
export interface Reader {
  readonly context: BrowserContext;
  /** Errors and warnings of the console, uncaught errors, and violations of a policy. */
  readonly complaints: readonly string[];
  /** The addresses of all requests, in order. */
  readonly requests: readonly string[];
  newPage(): Promise<Page>;
}

/** A reader for a test. When it ends, so does the reader, who must have had nothing to complain about. */
export async function newReader(test: TestContext, { mayComplain, ...options }: ReaderOptions = {}): Promise<Reader> {
  shared ??= chromium.launch(launchOptions());
  const context = await (await shared).newContext(options);
  const reader = listenTo(context);
  atEnd(test, async () => {
    const unexpected = reader.complaints.filter((complaint) => !mayComplain?.test(complaint));
    await context.close();
    assert.deepEqual(unexpected, [], 'the console has complaints');
  });
  return reader;
}

/** A browser as a process of its own, on a profile that outlives it. */
export interface MortalBrowser {
  readonly reader: Reader;
  /** Ends it as a crash would, without any chance to save something. */
  kill(): Promise<void>;
}

/** Starts a browser again and again on one profile, which is removed with the test. */
export function mortalBrowserFor(test: TestContext): () => Promise<MortalBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'diwan-profile-'));
  let last: BrowserContext | undefined;
  atEnd(test, async () => {
    await last?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return async () => {
    const context = (last = await chromium.launchPersistentContext(profile, launchOptions()));
    const session = await context.browser()!.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const { id } = processInfo.find(({ type }) => type === 'browser')!;
    return {
      reader: listenTo(context),
      async kill() {
        const closed = new Promise((resolve) => context.once('close', resolve));
        process.kill(id, 'SIGKILL');
        await closed;
        last = undefined;
      },
    };
  };
}

function launchOptions(): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium here: name one in CHROMIUM.');
  const isRoot = process.getuid?.() === 0;
  // Names as sites have them: a browser trusts pages of its own machine with more than those of the world.
  return { executablePath, args: ['--host-resolver-rules=MAP *.example 127.0.0.1', ...(isRoot ? ['--no-sandbox'] : [])] };
}

function listenTo(context: BrowserContext): Reader {
  const complaints: string[] = [];
  const requests: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${String(error.error())}`));
  context.on('request', (request) => requests.push(request.url()));
  context.setDefaultTimeout(patience);
  return { context, complaints, requests, newPage: () => context.newPage() };
}
