import { lengthOf, maxPasswordLength, type FaultReason } from 'diwan/contract';
import { siteName } from '../mail/composing.ts';
import type { Hashing } from './hashing.ts';

/** Whose password it is to be: what anybody who knows them would try. */
export interface PasswordOwner {
  readonly site: string;
  readonly name: string;
  readonly email: string | null;
}

/** The shortest word that makes a password guessable by being in it. */
const shortestWord = 3;

/** What must be left of a password without the words that belong to its owner, digits and punctuation, in code points. */
const leastLeft = 5;

/** How many different characters there are at least. */
const leastVariety = 5;

/** Rows of keys and of the alphabet: a password that walks along one is no secret. */
const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn', 'asdfghjkl', 'zxcvbnm'];

/** Knows which passwords are taken, and whether one is right. They are taken as they came, and nothing is cut off or normalised. */
export class Passwords {
  readonly #shortest: number;
  readonly #hashing: Hashing;
  #common: Promise<ReadonlySet<string>> | undefined;

  /** @param shortest the fewest code points of a new password. */
  constructor(shortest: number, hashing: Hashing) {
    this.#shortest = shortest;
    this.#hashing = hashing;
  }

  /** The fewest code points of a new password. */
  get shortest(): number {
    return this.#shortest;
  }

  /** What is wrong with a new password, or `null`. */
  async faultOf(password: string, owner: PasswordOwner): Promise<FaultReason | null> {
    if (password === '') return 'required';
    const length = lengthOf(password);
    if (length < this.#shortest) return 'too-short';
    if (length > maxPasswordLength) return 'too-long';
    // What cannot be written in UTF-8 would be hashed as something else.
    if (/\p{Cs}/u.test(password)) return 'characters';
    return isTrivial(password) || isOf(owner, password) || (await this.#isCommon(password)) ? 'common' : null;
  }

  /** A PHC string. @throws CommentsError `unavailable` */
  async hash(password: string): Promise<string> {
    return await this.#hashing.hash(password);
  }

  /**
   * Whether it is the password of this hash. With `null`, where nobody or no password is known, it is not, after the same work.
   *
   * @throws CommentsError `unavailable`
   */
  async isRight(password: string, phc: string | null): Promise<boolean> {
    if (lengthOf(password) > maxPasswordLength) return false;
    const isMatch = await this.#hashing.isHashOf(phc ?? this.#hashing.nobodys, password);
    return isMatch && phc !== null;
  }

  /** Whether a hash is to be made anew at the next chance. */
  isDated(phc: string): boolean {
    return this.#hashing.isDated(phc);
  }

  async #isCommon(password: string): Promise<boolean> {
    // Some megabytes, which a server without members never needs.
    this.#common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'].map(folded)));
    const common = await this.#common;
    const plain = folded(password);
    return [plain, unrepeated(plain), bare(plain), unrepeated(bare(plain))].some((each) => common.has(each));
  }
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Without what stands around the letters: "password2026!!" is "password". */
function bare(plain: string): string {
  return plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** What a text is many times over: "abcabcabc" is "abc". */
function unrepeated(plain: string): string {
  const start = plain === '' ? 0 : `${plain}${plain}`.indexOf(plain, 1);
  return plain.slice(0, start);
}

/** Few different characters, or one step after another along the alphabet or the keys. */
function isTrivial(password: string): boolean {
  const plain = folded(password);
  if (new Set(plain).size < leastVariety) return true;
  const once = unrepeated(plain);
  const doubled = rows.flatMap((row) => [row.repeat(3), Array.from(row).reverse().join('').repeat(3)]);
  return doubled.some((row) => row.includes(once)) || new Set(once).size < leastVariety;
}

/** Whether hardly anything is left without the words that belong to its owner and the site. */
function isOf({ site, name, email }: PasswordOwner, password: string): boolean {
  const words = ['https http www', siteName(site), name, email ?? '']
    .flatMap((text) => folded(text).split(/[^\p{L}\p{M}\p{N}]+/u))
    .filter((word) => lengthOf(word) >= shortestWord)
    .sort((one, other) => other.length - one.length);
  const plain = folded(password);
  let left = plain;
  for (const word of words) left = left.replaceAll(word, ' ');
  return left !== plain && lengthOf(left.replace(/[^\p{L}]/gu, '')) < leastLeft;
}
