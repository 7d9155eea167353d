/** What the one script tag loads: everything that the first paint needs, in one file. */
import './origin.ts';
import './define.ts';
