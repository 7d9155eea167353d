/** Stands in for names and passwords until they are there. */
import { hash, verify } from '@node-rs/argon2';
import { lengthOf, maxPasswordLength, nameFault } from 'diwan/contract';
import { memberByName } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import type { NameRules, PasswordRules } from './needs.ts';

export const interimNames: NameRules = {
  async faultOf(connection, site, name, member) {
    const fault = nameFault(name, 'required');
    if (fault) return fault;
    const holder = await memberByName(connection, site, nameKey(name));
    return holder && holder.id !== member ? 'taken' : null;
  },
};

export const interimPasswords: PasswordRules = {
  faultOf(password) {
    const length = lengthOf(password);
    return length < 15 ? 'too-short' : length > maxPasswordLength ? 'too-long' : null;
  },
  hash: (password) => hash(password),
  isRight: async (password, member) => member.password !== null && (await verify(member.password, password)),
};
