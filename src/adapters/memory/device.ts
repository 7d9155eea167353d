import { CommentsError } from '../../contract/errors.ts';
import type { StoredMember, StoredSession } from './members.ts';
import type { MemoryStore } from './memory-store.ts';

/** Which session a device holds for each site. What a server's cookie does, a map does here. */
export type Device = Map<string, string>;

/** Who is signed in on one device. */
export class SignedIn {
  readonly store: MemoryStore;
  readonly #device: Device;

  constructor(store: MemoryStore, device: Device) {
    this.store = store;
    this.#device = device;
  }

  session(site: string): StoredSession | undefined {
    return this.store.members(site).session(this.#device.get(site));
  }

  member(site: string): StoredMember | undefined {
    const session = this.session(site);
    return session && this.store.members(site).byId(session.member);
  }

  /** @throws `unauthenticated` where nobody is signed in. */
  required(site: string): { readonly member: StoredMember; readonly session: StoredSession } {
    const [member, session] = [this.member(site), this.session(site)];
    if (!member || !session) throw new CommentsError('unauthenticated', 'nobody is signed in');
    return { member, session };
  }

  /** Signs in a member; whoever was signed in before is signed out. */
  begin(site: string, member: StoredMember, isManaged = false): StoredSession {
    this.end(site);
    const session = this.store.members(site).begin(member, isManaged);
    this.#device.set(site, session.id);
    return session;
  }

  /** Signs out. */
  end(site: string): void {
    const id = this.#device.get(site);
    this.store.members(site).end((session) => session.id === id);
    this.#device.delete(site);
  }
}
