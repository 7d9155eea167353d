import type { AccountFacet, CallOptions, SessionFacet } from '../adapter.ts';
import type { MemoryAdapter } from '../memory/memory-adapter.ts';

/** Does something with a site's comments and members as they are kept, and keeps what came of it. */
export type Deed = <T>(site: string, options: CallOptions | undefined, work: (memory: MemoryAdapter) => Promise<T>) => Promise<T>;

/** {@link SessionFacet} over what is kept. */
export function sessionFacet(deed: Deed): SessionFacet {
  return {
    loadWays: (site, options) => deed(site, options, ({ session }) => session!.loadWays(site, options)),
    loadSession: (site, options) => deed(site, options, ({ session }) => session!.loadSession(site, options)),
    signUp: (site, member, options) => deed(site, options, ({ session }) => session!.signUp(site, member, options)),
    signIn: (site, email, password, options) => deed(site, options, ({ session }) => session!.signIn(site, email, password, options)),
    requestCode: (site, email, purpose, options) => deed(site, options, ({ session }) => session!.requestCode(site, email, purpose, options)),
    confirm: (site, flow, code, password, options) => deed(site, options, ({ session }) => session!.confirm(site, flow, code, password, options)),
    signOut: (site, scope, options) => deed(site, options, ({ session }) => session!.signOut(site, scope, options)),
  };
}

/** {@link AccountFacet} over what is kept. */
export function accountFacet(deed: Deed): AccountFacet {
  return {
    loadAccount: (site, options) => deed(site, options, ({ account }) => account!.loadAccount(site, options)),
    changeAccount: (site, change, options) => deed(site, options, ({ account }) => account!.changeAccount(site, change, options)),
    changePicture: (site, image, options) => deed(site, options, ({ account }) => account!.changePicture(site, image, options)),
    changePassword: (site, current, password, options) => deed(site, options, ({ account }) => account!.changePassword(site, current, password, options)),
    endSession: (site, id, options) => deed(site, options, ({ account }) => account!.endSession(site, id, options)),
    loadComments: (site, query, options) => deed(site, options, ({ account }) => account!.loadComments(site, query, options)),
    loadEarlier: (site, options) => deed(site, options, ({ account }) => account!.loadEarlier(site, options)),
    claim: (site, ids, options) => deed(site, options, ({ account }) => account!.claim(site, ids, options)),
    download: (site, options) => deed(site, options, ({ account }) => account!.download(site, options)),
    remove: (site, comments, proof, options) => deed(site, options, ({ account }) => account!.remove(site, comments, proof, options)),
    loadProfile: (site, member, options) => deed(site, options, ({ account }) => account!.loadProfile(site, member, options)),
  };
}
