import { CommentsError } from 'diwan/contract';

/** A comment that was here and was removed: `not-found` to a reader, and told apart from what never was. */
export class GoneError extends CommentsError {
  constructor(message: string) {
    super('not-found', message);
  }
}
