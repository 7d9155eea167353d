import type { CommentId } from '../contract/ids.ts';
import type { Held } from '../storage/records.ts';

/** What a draft belongs to. */
export interface DraftKey {
  /** The adapter's name and its server's address, or whatever else tells backends on one page apart. */
  readonly backend: string;
  readonly site: string;
  /** The thread's key. */
  readonly thread: string;
  /** The comment it answers, or `null` for a new one at the top. */
  readonly parent: CommentId | null;
  /** The id of the signed-in reader, or `null` for a guest. */
  readonly viewer: string | null;
  /** The comment whose text is being changed; left out for a new one. */
  readonly edited?: CommentId;
}

/** A draft as it is stored: the text and nothing of who writes it. */
export interface DraftRecord {
  readonly version: 1;
  readonly text: string;
  /** When, by the device's clock. */
  readonly savedAt: number;
  /** Names this version of the text: another number with each write. */
  readonly edit: number;
}

/** A stored draft and its record's key. */
export interface StoredDraft extends DraftRecord {
  readonly key: string;
}

/** What the keys of all drafts begin with. */
export const draftsPrefix = 'v1:draft:';

/** What the keys of all records of one draft begin with, and those of no other: JSON, whose last bracket nothing can follow. */
export function draftPrefix({ backend, site, thread, parent, viewer, edited }: DraftKey): string {
  return draftsPrefix + JSON.stringify([backend, site, thread, parent, viewer, ...(edited ? [edited] : [])]);
}

/** The drafts among what is held, the newest first. What another version wrote is passed over, and so left alone. */
export function storedDrafts(held: readonly Held[]): readonly StoredDraft[] {
  return held
    .map(([key, value]) => ({ ...(value as DraftRecord), key }))
    .filter(({ version, text }) => version === 1 && typeof text === 'string')
    .sort((one, other) => other.savedAt - one.savedAt);
}
