import type { AccountMessages } from './account-messages.ts';
import { account } from './en/account.ts';

/** The languages besides English, each its own file, fetched with the dialog. */
const loaders: Readonly<Record<string, () => Promise<{ readonly account: AccountMessages }>>> = {
  ar: () => import('./locales/account/ar.ts'),
  ckb: () => import('./locales/account/ckb.ts'),
  ku: () => import('./locales/account/ku.ts'),
  tr: () => import('./locales/account/tr.ts'),
};

/** What signing in says in a language that `Messages` has, by its `lang`; English in any other, and where its file cannot be fetched. */
export async function loadAccountMessages(language: string): Promise<AccountMessages> {
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  return (await load?.().catch(() => null))?.account ?? account;
}
