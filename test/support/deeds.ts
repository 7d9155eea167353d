import type { MemoryOptions } from '../../src/adapters/memory/memory-adapter.ts';
import { newCommentId } from '../../src/contract/ids.ts';
import { pageEnvironment } from '../../src/state/environment.ts';
import { Keepsakes } from '../../src/state/keepsakes.ts';
import { comments, FakeAdapter } from './fake-adapter.ts';
import { until, type Harness } from './harness.ts';
import { ownThread, placed, type Placing } from './placed.ts';

const { records } = pageEnvironment(window);

/** What a reader can do with comments of theirs, as the tests see it. */
export class Deeds {
  readonly #harness: Harness;

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  /** What is offered, top to bottom. */
  get names(): readonly string[] {
    return this.#harness.all('[data-deed]').map((button) => button.textContent);
  }

  /** The button of the first comment for which this is offered. */
  button(name: 'edit' | 'remove'): HTMLElement | null {
    return this.#harness.find(`[data-deed=${name}]`);
  }

  /** The field in which a comment is changed. */
  get field(): HTMLTextAreaElement | null {
    return this.#harness.find('[part=editing] textarea') as HTMLTextAreaElement | null;
  }

  /** The button that saves. */
  get saving(): HTMLElement | null {
    return this.#harness.find('[part=editing] [part=submit]');
  }

  /** What went wrong. */
  get fault(): string | undefined {
    return this.#harness.text('diwan-deeds [part=fault]');
  }

  /** Begins to change the first comment that can be changed, or this one's, and waits for the field. */
  async edit(button = this.button('edit')): Promise<void> {
    button!.click();
    await until(() => this.field, 'the field is there');
    await this.#harness.drawn();
  }

  /** Types into the field, over what stands there. */
  async type(text: string): Promise<void> {
    this.field!.value = text;
    this.field!.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.#harness.drawn();
  }

  async save(): Promise<void> {
    this.saving!.click();
    await this.#harness.drawn();
  }

  /** Asks whether to remove the first comment that can be removed. */
  async askRemoval(): Promise<void> {
    this.button('remove')!.click();
    await this.#harness.drawn();
  }

  /** Says yes to that, in any language. */
  async remove(): Promise<void> {
    this.#harness.find('[part=removing] button')!.click();
    await this.#harness.drawn();
  }

  /** Presses a key where the focus is. */
  async key(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
    this.#harness.root.activeElement!.dispatchEvent(event);
    await this.#harness.drawn();
    return event;
  }

  /** Ends what was asked of the backend with a code, and waits until the reader is told. */
  async fail(adapter: FakeAdapter, code: string): Promise<void> {
    await until(() => adapter.deeds.length > 0, 'it was asked');
    adapter.deeds.at(-1)!.fail(code);
    await until(() => this.fault, 'it says so');
    await this.#harness.drawn();
  }
}

/** A page on which the reader wrote "Mine" earlier, after the comments of two others, and can do something with it unless the options say otherwise. */
export async function returned(options: MemoryOptions = {}, placing: Placing = {}, mine: readonly string[] = ['Mine']) {
  const thread = { ...ownThread(), url: null, title: null };
  const adapter = new FakeAdapter({ seeds: comments(thread, 2), ...options });
  const ids = mine.map(() => newCommentId());
  for (const [index, id] of ids.entries()) {
    const guestKey = await new Keepsakes(records, adapter.name).sign(thread, id);
    const guest = { name: 'Ann', email: 'ann@news.example' };
    await adapter.memory.createComment(thread, { id, parentId: null, body: { format: 'text', text: mine[index]! }, guest }, { key: id, guestKey });
  }
  const harness = await placed({ adapter, thread: thread.key, ...placing });
  const deeds = new Deeds(harness);
  await harness.form();
  await until(() => adapter.ownAsked.length, 'it asks for them');
  const offered = [options.editFor, options.removeFor].filter((time) => time !== 0).length;
  await until(() => deeds.names.length === offered * mine.length, 'it shows what can be done');
  await harness.drawn();
  return { adapter, harness, deeds, thread, ids };
}
