import { fixture, html } from '@open-wc/testing';
import '../../src/entries/define.ts';
import type { CommentsAdapter } from '../../src/adapters/adapter.ts';
import { newCommentId } from '../../src/contract/ids.ts';
import type { DiwanComments } from '../../src/elements/comments/comments.ts';
import { FakeAdapter } from './fake-adapter.ts';
import { Harness } from './harness.ts';

/** How a widget is placed. */
export interface Placing {
  readonly adapter?: CommentsAdapter | string;
  readonly thread?: string;
  /** Of the element around it. */
  readonly lang?: string;
  readonly dir?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Of the widget, as a page sets them. */
  readonly property?: Partial<Pick<DiwanComments, 'singleSignOn'>>;
}

/** A thread that no other test has. */
export const ownThread = () => ({ site: location.origin, key: `/${newCommentId()}` });

/** Puts a widget on the page, which the end of the test takes away again, and waits until it is whole. */
export async function placed(placing: Placing = {}): Promise<Harness> {
  const harness = await place(placing);
  await harness.whole();
  return harness;
}

/** Puts a widget on the page and waits for nothing. */
export async function place({ adapter = new FakeAdapter(), thread = ownThread().key, lang, dir, attributes = {}, property = {} }: Placing = {}): Promise<Harness> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  if (lang) place.lang = lang;
  if (dir) place.dir = dir;
  const element = document.createElement('diwan-comments') as DiwanComments;
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  Object.assign(element, property, { adapter });
  element.thread = thread;
  place.append(element);
  return new Harness(element);
}
