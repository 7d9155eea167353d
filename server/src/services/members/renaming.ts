import { normalizeName } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { changeMember, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import type { Chores } from './chores.ts';

/** Gives a member a name that nobody else has, in their comments, too, in a write. Whoever calls it lets the chores go on afterwards. */
export async function renameMember(connection: Connection, chores: Chores, member: MemberRow, name: string): Promise<MemberRow> {
  const { site, id, name_key: former } = member;
  const to = { name: normalizeName(name), name_key: nameKey(name) };
  await changeMember(connection, site, id, to);
  await chores.begin(connection, { kind: 'author', site, subject: id });
  if (to.name_key !== former) for (const subject of [to.name_key, former]) await chores.begin(connection, { kind: 'name', site, subject });
  return { ...member, ...to };
}
