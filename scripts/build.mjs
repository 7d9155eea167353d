/** `npm run build`: builds `dist/` and `server/dist/` anew. See `lib/build.mjs`. */
import { runOnNode } from './node-version.mjs';

runOnNode(function () { return import('./lib/build.mjs'); });
