/**
 * Fills an empty database with the demo's comments, then ends. Run by `npm start` on the newer Node, before the server.
 * A database that already holds something is left as it is, unless filling it was interrupted.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const { openStore, readConfig } = await import(pathToFileURL(inRoot('server', 'dist', 'app.js')).href);

try {
  const config = readConfig(process.env);
  const store = await openStore(config);
  try {
    const begun = join(config.folder, '.filling-demo');
    const threads = await store.database.reader.selectFrom('threads').select('id').limit(1).execute();
    if (threads.length === 0 || existsSync(begun)) {
      writeFileSync(begun, '');
      const { seedDemo } = await import(pathToFileURL(inRoot('demo', 'seed.ts')).href);
      await seedDemo(store);
      rmSync(begun);
    }
  } finally {
    await store.close();
  }
} catch (error) {
  const isTold = error instanceof Error && ['ConfigError', 'DatabaseError'].includes(error.name);
  console.error(isTold ? error.message : error);
  process.exitCode = 1;
}
