import { membership as english } from '../../en/membership.ts';
import type { MembershipMessages } from '../../membership-messages.ts';

export const membership: MembershipMessages = english;
