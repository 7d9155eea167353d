import { promisifyRequest } from 'idb-keyval';
import { CommentsError } from '../../contract/errors.ts';
import { noMembers, type MemberRecords } from '../memory/members.ts';
import type { MemorySeed } from '../memory/memory-options.ts';

/** What is kept of a site. */
export interface SiteRecords {
  /** In the order they were published. One that was removed keeps its place. Keys of guests are kept as they are: they never leave this device anyway. */
  readonly comments: readonly MemorySeed[];
  readonly members: MemberRecords;
  /** The session of this device, if somebody is signed in. */
  readonly session: string | null;
}

interface Versioned {
  readonly version: number;
}

interface KeptComments extends Versioned {
  readonly comments: readonly MemorySeed[];
}

interface KeptMembers extends Versioned {
  readonly records: MemberRecords;
}

interface KeptSession extends Versioned {
  readonly id: string;
}

/** Comments and members are kept apart, so that scripts of before there were members leave these alone. */
const keysOf = (site: string, device: string) =>
  ({ comments: `v1:comments:${site}`, members: `v1:members:${site}`, session: `v1:session:${device}:${site}` }) as const;

/** Not by idb-keyval's own `get` and `update`: what the form shares with this file would carry them to every reader. */
export async function readRecords(objects: IDBObjectStore, site: string, device: string): Promise<SiteRecords> {
  const keys = keysOf(site, device);
  const [comments, members, session] = await Promise.all([
    promisifyRequest<KeptComments | undefined>(objects.get(keys.comments)),
    promisifyRequest<KeptMembers | undefined>(objects.get(keys.members)),
    promisifyRequest<KeptSession | undefined>(objects.get(keys.session)),
  ]);
  return {
    comments: understood(comments)?.comments ?? [],
    members: understood(members)?.records ?? noMembers(),
    session: understood(session)?.id ?? null,
  };
}

/** Keeps the comments alone. */
export function writeComments(objects: IDBObjectStore, site: string, comments: readonly MemorySeed[]): Promise<void> {
  objects.put({ version: 1, comments }, keysOf(site, '').comments);
  return promisifyRequest(objects.transaction);
}

/** Keeps everything. */
export function writeRecords(objects: IDBObjectStore, site: string, device: string, { comments, members, session }: SiteRecords): Promise<void> {
  const keys = keysOf(site, device);
  objects.put({ version: 1, records: members }, keys.members);
  if (session === null) objects.delete(keys.session);
  else objects.put({ version: 1, id: session }, keys.session);
  return writeComments(objects, site, comments);
}

function understood<T extends Versioned>(stored: T | undefined): T | undefined {
  if (stored && stored.version !== 1) throw new CommentsError('unavailable', 'this was kept by a newer version');
  return stored;
}
