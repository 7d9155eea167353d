/** Defines the elements and makes the adapters known by their names. Published as `diwan/define`. */
import { html, render } from 'lit';
import type { CommentsAdapter } from '../adapters/adapter.ts';
import { HttpReader } from '../adapters/http/http-reader.ts';
import { registerAdapter } from '../adapters/registry.ts';
import { DiwanComment } from '../elements/comment/comment.ts';
import { DiwanComments } from '../elements/comments/comments.ts';
import { DiwanList } from '../elements/list/list.ts';
import { define } from './registration.ts';

registerAdapter('http', (server) => {
  const reader = new HttpReader.whole({ server });
  HttpReader.early.push(reader);
  // It is, before anything but the first page is asked of it: see `furnish`.
  return reader as HttpReader & CommentsAdapter;
});
registerAdapter('local', () => import('./local.ts').then(({ localAdapter }) => localAdapter()));

DiwanComments.furnish = (element) => import('./turning.ts').then(({ furnish }) => furnish(element));

try {
  // Where the page requires Trusted Types and does not list ours, nothing can be drawn, and what stands inside the tag stays.
  render(html`<i></i>`, new DocumentFragment());
  // The rooms first: they are there when the widget draws them.
  define({ 'diwan-comment': DiwanComment, 'diwan-list': DiwanList, 'diwan-comments': DiwanComments });
} catch (thrown) {
  console.error('Dîwan cannot draw; trusted-types must list "diwan-html".', thrown);
}
