import type { FaultReason } from 'diwan/contract';
import type { MemberRow } from '../../store/members.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { PasswordRules } from './needs.ts';
import type { Passwords } from './passwords.ts';

/** The passwords of those who are members. */
export class MemberPasswords implements PasswordRules {
  readonly #passwords: Passwords;
  readonly #secrets: Secrets;

  constructor(passwords: Passwords, secrets: Secrets) {
    this.#passwords = passwords;
    this.#secrets = secrets;
  }

  async faultOf(password: string, { site, id, name, email }: MemberRow): Promise<FaultReason | null> {
    return await this.#passwords.faultOf(password, { site, name, email: email === null ? null : this.#secrets.open(email, placeOf(site, id)) });
  }

  async hash(password: string): Promise<string> {
    return await this.#passwords.hash(password);
  }

  async isRight(password: string, { password: phc }: MemberRow): Promise<boolean> {
    return await this.#passwords.isRight(password, phc);
  }
}
