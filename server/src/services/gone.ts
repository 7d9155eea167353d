import { CommentsError } from 'diwan/contract';

/** What is said of a comment that never was here, or is not for everybody to see. */
export function neverThere(): CommentsError {
  return new CommentsError('not-found', 'There is no such comment here.');
}

/** A comment that was here and was removed: `not-found` to a reader, and told apart from what never was. */
export class GoneError extends CommentsError {
  constructor(message: string) {
    super('not-found', message);
  }
}
