import type { MembershipMessages } from './membership-messages.ts';

/** What members' pages and profiles say in the languages besides English, each its own file, fetched when one of them is opened. */
export const languagesOfMembers: Readonly<Record<string, () => Promise<{ readonly membership: MembershipMessages }>>> = {
  ar: () => import('./locales/membership/ar.ts'),
  ckb: () => import('./locales/membership/ckb.ts'),
  ku: () => import('./locales/membership/ku.ts'),
  tr: () => import('./locales/membership/tr.ts'),
};
