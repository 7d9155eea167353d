import type { Draft } from './drafts.ts';
import { Listeners } from './listeners.ts';

/**
 * The text of a comment that its writer is changing: what they typed over it and did not save, which is a draft, and
 * where there is none, what is published. Its listeners are told of whatever changes.
 */
export class Revision extends Listeners {
  readonly #draft: Draft;
  #published: string;
  #text: string;
  #isRestored: boolean;
  /** The draft's text when it was last looked at: another one comes from elsewhere. */
  #known: string;

  /** @param draft is ready: what is stored of it was read. */
  constructor(draft: Draft, published: string) {
    super();
    this.#draft = draft;
    this.#published = published;
    this.#known = draft.text;
    this.#text = draft.text || published;
    this.#isRestored = this.isChanged;
    draft.subscribe(() => this.#follow());
  }

  /** What the field shows. */
  get text(): string {
    return this.#text;
  }

  /** Whether it differs from what is published. */
  get isChanged(): boolean {
    return this.#text !== this.#published;
  }

  /** Whether the text was typed before the field was opened, and neither edited nor discarded since. */
  get restored(): boolean {
    return this.#isRestored;
  }

  /** The text that {@link undoDiscard} brings back; empty where there is none. */
  get discarded(): string {
    return this.#draft.discarded;
  }

  /** A text typed in another tab that differs from this one and was not overwritten, or `null`. */
  get other(): string | null {
    return this.#draft.other;
  }

  /** Takes the text of the field, at each keystroke. What is published already is no draft. */
  write(text: string): void {
    this.#text = text;
    this.#isRestored = false;
    this.#keep();
  }

  /** Shows what is published instead; {@link undoDiscard} brings the text back. */
  discard(): void {
    this.#isRestored = false;
    this.#draft.discard();
  }

  undoDiscard(): void {
    this.#draft.undoDiscard();
  }

  /** Shows {@link other} instead. */
  takeOther(): void {
    this.#draft.takeOther();
  }

  /** Deletes {@link other}. */
  keepMine(): void {
    this.#draft.keepMine();
  }

  /** What is published is another text now: it is shown unless something else was typed, and is no draft any more where it was one. */
  publish(text: string): void {
    if (!this.isChanged) this.#text = text;
    this.#published = text;
    this.#keep();
  }

  /** Deletes what is stored of it: there is nothing left to change. Resolves once that is done. */
  async drop(): Promise<void> {
    this.#text = this.#published;
    this.#keep();
    await this.#draft.flush();
    this.close();
  }

  /** Stops following other tabs; what was typed stays stored. */
  close(): void {
    this.#draft.close();
  }

  #keep(): void {
    this.#known = this.isChanged ? this.#text : '';
    this.#draft.write(this.#known);
    this.notify();
  }

  #follow(): void {
    const { text } = this.#draft;
    if (text !== this.#known) {
      this.#known = text;
      this.#text = text || this.#published;
      this.#isRestored = false;
    }
    this.notify();
  }
}
