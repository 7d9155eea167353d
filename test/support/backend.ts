import type { CommentsAdapter } from '../../src/adapters/adapter.ts';
import { MemoryAdapter } from '../../src/adapters/memory/memory-adapter.ts';
import type { CommentView } from '../../src/contract/comment.ts';
import { CommentsError, type CommentsErrorOptions, type ErrorCode } from '../../src/contract/errors.ts';
import { turn } from './device.ts';

/**
 * What befalls the next attempt: it is answered; it does not arrive; it is stored and the answer is
 * lost; it never ends; or it is answered with an error.
 */
export type Fate = 'answered' | 'never arrives' | 'answer lost' | 'hangs' | CommentsError | TypeError;

/** A failure with a code. */
export const failure = (code: ErrorCode, options?: CommentsErrorOptions): CommentsError => new CommentsError(code, code, options);

/** A backend whose attempts fare as the test says, and that remembers what it stored. */
export class Backend {
  readonly adapter: CommentsAdapter;
  /** Every comment it stored, by its text: as often as it was stored. */
  readonly stored: string[] = [];
  /** The ids of all attempts that arrived or not, in order. */
  readonly attempts: string[] = [];
  /** The most attempts that were in flight at a time. */
  mostAtOnce = 0;
  /** Asked before each attempt. */
  fate: () => Fate = () => 'answered';
  readonly #known = new Map<string, CommentView>();
  #inFlight = 0;

  constructor(idempotentWrites = true) {
    const memory = new MemoryAdapter({ facts: { idempotentWrites } });
    this.adapter = {
      name: 'test',
      facts: memory.facts,
      loadThread: () => Promise.reject(failure('unsupported')),
      loadReplies: () => Promise.reject(failure('unsupported')),
      close: () => Promise.resolve(),
      createComment: async (_ref, comment, { signal }) => {
        this.attempts.push(comment.id);
        this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#inFlight);
        try {
          const fate = this.fate();
          await turn();
          signal?.throwIfAborted();
          if (fate === 'hangs') return await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
          if (fate === 'never arrives') throw failure('unavailable');
          if (typeof fate === 'object') throw fate;
          const known = idempotentWrites ? this.#known.get(comment.id) : undefined;
          if (!known) this.stored.push(comment.body.text);
          const view: CommentView = known ?? {
            id: comment.id,
            parentId: comment.parentId,
            author: { id: null, name: comment.guest?.name ?? null, kind: 'guest', picture: null },
            body: comment.body,
            state: 'published',
            createdAt: '2026-11-22T12:00:00.000Z',
            editedAt: null,
            replyCount: 0,
            can: { reply: true, edit: false, remove: false },
          };
          this.#known.set(comment.id, view);
          await turn();
          if (fate === 'answer lost') throw failure('outcome-unknown');
          return view;
        } finally {
          this.#inFlight--;
        }
      },
    };
  }
}
