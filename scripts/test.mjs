/** `npm test`: installs what is missing and runs every test. See `lib/test.mjs`. */
import { runOnNode } from './node-version.mjs';

runOnNode(function () { return import('./lib/test.mjs'); });
