import { nameFault, normalizeName, type FaultReason } from 'diwan/contract';
import { nameKey } from '../../store/name-key.ts';
import { siteName } from '../mail/composing.ts';
import { areScriptsPlain } from './scripts.ts';

/** Words that nobody's name has in it who is not of the house, in the languages of the widget. */
const ofTheHouse = [
  'admin', 'admins', 'administrator', 'administrators', 'moderator', 'moderators', 'webmaster', 'sysadmin', 'superuser',
  'rêveber', 'rêvebir', 'birêvebir', 'edmîn', 'moderatör', 'yönetici', 'بەڕێوەبەر', 'ئەدمین', 'مدير', 'مشرف', 'المدير', 'المشرف', 'ادمین', 'مدیر',
];

/** What nobody is called as a whole. */
const reserved = [
  'mod', 'mods', 'editor', 'editors', 'editorial', 'staff', 'team', 'support', 'help', 'helpdesk', 'official', 'root', 'system', 'owner', 'host', 'security',
  'postmaster', 'hostmaster', 'abuse', 'noreply', 'bot', 'everyone', 'all', 'here', 'null', 'undefined', 'anonymous', 'guest', 'member', 'former member', 'deleted', 'unknown', 'diwan',
  'edîtor', 'redaksiyon', 'mêvan', 'endam', 'editör', 'redaksiyon', 'misafir', 'üye', 'destek', 'سەرنووسەر', 'میوان', 'ئەندام', 'محرر', 'المحرر', 'فريق', 'ضيف', 'عضو', 'زائر',
];

/** Knows what members may be called, but for the names that others have. */
export class Names {
  readonly #words: ReadonlySet<string>;
  readonly #whole: ReadonlySet<string>;

  /** @param further names that the owner reserves, each as a whole. */
  constructor(further: readonly string[]) {
    this.#words = new Set(ofTheHouse.map(plainKey));
    this.#whole = new Set([...ofTheHouse, ...reserved, ...further].map(plainKey));
  }

  /** What is wrong with a name, or `null`; `taken` for one that is reserved, so that it is not told which are. */
  faultOf(site: string, name: string): FaultReason | null {
    const fault = nameFault(name, 'required');
    if (fault) return fault;
    const shown = normalizeName(name);
    if (!areScriptsPlain(shown)) return 'characters';
    const host = siteName(site);
    const keys = [host, host.replace(/^www\./, '')].map(plainKey);
    const key = plainKey(shown);
    const words = shown.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
    return this.#whole.has(key) || keys.includes(key) || words.some((word) => this.#words.has(plainKey(word))) ? 'taken' : null;
  }
}

/** The key of a word without accents: "ádmin" is no name either, though "Zîn" and "Zin" are two. */
function plainKey(word: string): string {
  return nameKey(word.normalize('NFD').replace(/\p{M}/gu, ''));
}
