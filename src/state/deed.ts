import { codeOf, isCommentsError, type ErrorCode } from '../contract/errors.ts';
import type { FaultReason } from '../contract/faults.ts';
import { normalizeText, textFault } from '../contract/rules.ts';
import type { CommentView } from '../contract/comment.ts';
import { Listeners } from './listeners.ts';
import type { Revision } from './revision.ts';

/** What went wrong: something about the text, or with what was asked of the backend. */
export type DeedFault = { readonly reason: FaultReason } | { readonly code: ErrorCode };

/** What a {@link Deed} needs of the {@link OwnComments} it comes from. */
export interface DeedHouse {
  /** The longest text of a comment, in code points. */
  readonly maxLength: number;
  /** Whether it was closed, and what is under way was aborted. */
  readonly isClosed: boolean;
  revise(comment: CommentView): Promise<Revision>;
  /** @param key names this edit: the same where it is tried again. */
  edit(comment: CommentView, text: string, key: string): Promise<void>;
  remove(comment: CommentView): Promise<void>;
}

/** What can be done with a comment. */
export type DeedName = 'edit' | 'remove';

/**
 * What its writer is doing with one comment, from the press of a button until it is done or left. It belongs to the comment,
 * wherever on the page that is drawn, and also while it is not.
 */
export class Deed extends Listeners {
  /** Nothing; the text is being changed; or it is asked whether to remove the comment. */
  stage: 'none' | 'editing' | 'removing' = 'none';
  /** The text while it is being changed. */
  revision: Revision | null = null;
  /** Whether the backend was asked and has not answered. */
  isBusy = false;
  /** What went wrong last, or `null`. */
  fault: DeedFault | null = null;
  readonly #house: DeedHouse;
  /** What the backend said can no longer be done. */
  readonly #spent = new Set<DeedName>();
  /** The edit tried last. */
  #tried: { readonly text: string; readonly key: string } | null = null;

  /** Made by `OwnComments.deedOf`. */
  constructor(house: DeedHouse) {
    super();
    this.#house = house;
  }

  /** Whether the backend, asked to do it, said that it can no longer be done. */
  isSpent(name: DeedName): boolean {
    return this.#spent.has(name);
  }

  /** Opens the text to be changed: as it is published, or as it was left before. */
  async edit(comment: CommentView): Promise<void> {
    if (this.stage !== 'none' || this.isBusy) return;
    this.isBusy = true;
    const revision = await this.#house.revise(comment);
    this.isBusy = false;
    if (this.#house.isClosed) return revision.close();
    revision.subscribe(this.notify);
    this.revision = revision;
    this.#turn('editing');
  }

  /** Asks whether to remove the comment. */
  ask(): void {
    this.#turn('removing');
  }

  /** Takes the text of the field. */
  write(text: string): void {
    this.fault = null;
    this.revision?.write(text);
  }

  /** Leaves it at that. What was typed stays a draft. */
  back(): void {
    this.revision?.close();
    this.revision = null;
    this.#turn('none');
  }

  /** Saves the text, and is done unless it was typed on meanwhile. Answers whether it is stored; never rejects. */
  async save(comment: CommentView): Promise<boolean> {
    const { revision } = this;
    if (!revision || this.isBusy || this.isSpent('edit')) return false;
    const text = normalizeText(revision.text);
    const reason = textFault(text, this.#house.maxLength);
    if (reason) return this.#fail({ reason });
    if (this.#tried?.text !== text) this.#tried = { text, key: `${comment.id} ${Math.random()}` };
    const { key } = this.#tried;
    const isStored = text === comment.body.text || (await this.#attempt('edit', () => this.#house.edit(comment, text, key)));
    if (!isStored) return false;
    this.#tried = null;
    revision.publish(text);
    if (revision === this.revision && !revision.isChanged) this.back();
    return true;
  }

  /** Removes the comment and what was typed over it. Answers whether that is done; never rejects. */
  async remove(comment: CommentView): Promise<boolean> {
    if (this.isBusy) return false;
    if (!(await this.#attempt('remove', () => this.#house.remove(comment)))) return false;
    await (await this.#house.revise(comment)).drop();
    this.#turn('none');
    return true;
  }

  async #attempt(name: DeedName, deed: () => Promise<void>): Promise<boolean> {
    this.isBusy = true;
    this.fault = null;
    this.notify();
    try {
      await deed();
      return true;
    } catch (thrown) {
      if (!isCommentsError(thrown) && !this.#house.isClosed) console.error('Dîwan:', thrown);
      const code = codeOf(thrown);
      const about = isCommentsError(thrown) ? thrown.faults.find(({ field }) => field === 'body.text') : null;
      if (code === 'forbidden') this.#spent.add(name);
      if (code === 'not-found') this.#spent.add('edit').add('remove');
      if (this.isSpent(name) && name === 'remove') this.stage = 'none';
      return this.#fail(about && code === 'invalid' ? { reason: about.reason } : { code });
    } finally {
      this.isBusy = false;
      this.notify();
    }
  }

  #fail(fault: DeedFault): false {
    this.fault = fault;
    this.notify();
    return false;
  }

  #turn(stage: Deed['stage']): void {
    this.stage = stage;
    this.fault = null;
    this.notify();
  }
}
