/** A page of its own, for what can be tried only once in the life of a page: a module that fails stays failed. */
import '../../src/entries/define.ts';
import type { DiwanComments } from '../../src/elements/comments/comments.ts';
import { comments, FakeAdapter } from './fake-adapter.ts';
import { Harness, until } from './harness.ts';

Object.assign(window, {
  /** Puts a widget on this page, and answers what it speaks and says once its comments are there. */
  async speakBroken(): Promise<string> {
    const thread = { site: location.origin, key: '/plain' };
    const element = document.createElement('diwan-comments') as DiwanComments;
    Object.assign(element, { adapter: new FakeAdapter({ seeds: comments(thread, 60) }), thread: thread.key });
    document.body.append(element);
    const harness = new Harness(element);
    await until(() => harness.language && harness.texts.length, 'it speaks');
    return `${harness.language}: ${harness.heading}`;
  },
});
