/** `npm run bench`: every measurement, one after the other, so that none disturbs another. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

for (const name of ['size', 'paint', 'typing', 'paging', 'server']) {
  console.log(`\n# ${name}\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.mjs`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
