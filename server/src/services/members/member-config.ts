import type { OwnWindows } from '../ownership.ts';

/** What a server is told about its members. */
export interface MemberConfig {
  /** Whether readers can be members at all. */
  readonly areOn: boolean;
  /** The fewest code points of a new password. */
  readonly passwordLength: number;
  /** Names that nobody may take. */
  readonly reservedNames: readonly string[];
  /** For how long members may change what is theirs. */
  readonly windows: OwnWindows;
  /** How many proxies before the server are the owner's own (`routes/network.ts`). */
  readonly proxies: number;
}

/** Settings as they are read: each notes what is wrong with it. */
export interface SettingReader {
  readonly given: (name: string) => string | null;
  readonly whole: (name: string, fallback: number, least: number, most: number) => number;
  readonly word: <const T extends string>(name: string, fallback: T, words: readonly T[]) => T;
}

const minute = 60_000;

/** For how long members may edit and remove, in minutes and hours, where guests may at all and nothing is said. */
const usualEditMinutes = 60;
const usualRemoveHours = 720;

/** Reads what concerns members. Where guests may never change what is theirs, members may not either, unless it is said. */
export function readMembers({ given, whole, word }: SettingReader, guests: OwnWindows): MemberConfig {
  const longer = (guest: number, usual: number): number => (guest === 0 ? 0 : Math.max(guest, usual));
  return {
    areOn: word('DIWAN_MEMBERS', 'on', ['on', 'off']) === 'on',
    passwordLength: whole('DIWAN_PASSWORD_LENGTH', 15, 8, 64),
    reservedNames: (given('DIWAN_RESERVED_NAMES') ?? '').split(',').map((name) => name.trim()).filter(Boolean),
    windows: {
      edit: whole('DIWAN_MEMBER_EDIT_MINUTES', longer(guests.edit / minute, usualEditMinutes), 0, 525_600) * minute,
      remove: whole('DIWAN_MEMBER_REMOVE_HOURS', longer(guests.remove / minute / 60, usualRemoveHours), 0, 8760) * 60 * minute,
    },
    proxies: whole('DIWAN_PROXIES', 0, 0, 10),
  };
}
