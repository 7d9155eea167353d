/** `npm start`: installs, builds, starts the server with the demo and prints its address. See `lib/start.mjs`. */
import { runOnNode } from './node-version.mjs';

runOnNode(function () { return import('./lib/start.mjs'); });
