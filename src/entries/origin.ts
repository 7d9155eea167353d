/** A widget that names no server uses the one that its script came from. Imported before anything is defined. */
import { DiwanComments } from '../elements/comments/comments.ts';

DiwanComments.defaultServer = new URL('.', import.meta.url).href;
