import { account as english } from '../../en/account.ts';
export const account = english;
