import type { Change, Held, Records } from '../storage/records.ts';
import { draftPrefix, draftsPrefix, storedDrafts, type DraftKey } from './draft-records.ts';
import type { Drafts } from './drafts.ts';
import { outboxKey, outboxPrefix, recordsOf } from './outbox-records.ts';
import type { CommentId } from '../contract/ids.ts';

/** Whose texts, with which backend. */
export interface MembersPlace {
  readonly backend: string;
  readonly site: string;
  /** The member's id. */
  readonly viewer: string;
}

/** What of a member's stands on this device alone. */
export interface UnsentTexts {
  readonly drafts: number;
  /** Comments on their way. */
  readonly comments: readonly CommentId[];
}

/**
 * Makes what a guest was writing in a thread the member's that they became: new comments, answers, changed comments, in one transaction.
 * Where the member has another text there, both stay, as where two tabs wrote at once. Forms go on as they are.
 *
 * @param moved is called in the task in which the open drafts become the member's, so that the forms do too.
 */
export async function carryOver(records: Records, drafts: Drafts, place: MembersPlace & { readonly thread: string }, moved: () => void): Promise<void> {
  const { backend, site, thread, viewer } = place;
  const isMoved = (key: DraftKey) => key.backend === backend && key.site === site && key.thread === thread && key.viewer === null;
  const move = (): Promise<void> =>
    records.transact(draftsPrefix, (held) => {
      const changes = held.flatMap(([key, value]): readonly Change[] => {
        const place = keyIn(key);
        if (!place || !isMoved(place)) return [];
        return [[draftPrefix({ ...place, viewer }) + key.slice(draftPrefix(place).length), value], [key, undefined]];
      });
      // What is set first and deleted then is lost at no moment.
      return [...changes.filter(([, value]) => value), ...changes.filter(([, value]) => !value)];
    });
  const open = [...drafts.opened].filter(({ prefix }) => isMoved(keyIn(prefix)!));
  for (let isCalm = false; !isCalm; ) {
    const before = open.map(({ text }) => text);
    await Promise.all(open.map((draft) => draft.flush()));
    await move();
    isCalm = open.every(({ text }, index) => text === before[index]);
  }
  for (const draft of open) draft.move(draftPrefix({ ...keyIn(draft.prefix)!, viewer }));
  moved();
  // A form that was the member's already shows what came.
  for (const draft of drafts.opened) if (keyIn(draft.prefix)?.viewer === viewer) void draft.refresh();
}

/** What a sign-out would delete. */
export async function unsentTexts(records: Records, place: MembersPlace): Promise<UnsentTexts> {
  const held = await records.read(draftsPrefix);
  const drafts = storedDrafts(draftsOf(held, place)).filter(({ text }) => text.trim());
  return { drafts: drafts.length, comments: waiting(await records.read(outboxPrefix), place) };
}

/** Deletes what a member was writing from this device, and from the forms. What is on its way at this moment arrives. */
export async function wipeTexts(records: Records, drafts: Drafts | null, place: MembersPlace): Promise<void> {
  const open = [...(drafts?.opened ?? [])].filter(({ prefix }) => isOf(prefix, place));
  for (const draft of open) {
    draft.write('');
    draft.dismiss();
  }
  await Promise.all(open.map((draft) => draft.flush()));
  await records.transact(draftsPrefix, (held) => draftsOf(held, place).map(([key]): Change => [key, undefined]));
  await records.transact(outboxPrefix, (held) => waiting(held, place).map((id): Change => [outboxKey(id), undefined]));
}

function waiting(held: readonly Held[], { backend, site, viewer }: MembersPlace): readonly CommentId[] {
  return recordsOf(backend, held).flatMap((record) => (record.viewer === viewer && record.ref.site === site && record.state !== 'sending' ? record.id : []));
}

function draftsOf(held: readonly Held[], place: MembersPlace): readonly Held[] {
  return held.filter(([key]) => isOf(key, place));
}

function isOf(key: string, { backend, site, viewer }: MembersPlace): boolean {
  const place = keyIn(key);
  return place?.backend === backend && place.site === site && place.viewer === viewer;
}

/** What a record's key says it belongs to; `null` where it is of another kind. */
function keyIn(key: string): DraftKey | null {
  try {
    const parts = JSON.parse(key.slice(draftsPrefix.length, key.lastIndexOf(']') + 1)) as readonly (string | null)[];
    const [backend, site, thread, parent, viewer, edited] = parts;
    return { backend: backend!, site: site!, thread: thread!, parent: parent!, viewer: viewer!, ...(edited ? { edited } : {}) };
  } catch {
    return null;
  }
}
