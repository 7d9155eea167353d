import type { PasskeyCeremony } from '../adapters/adapter.ts';
import { maxPasswordLength } from '../contract/session.ts';
import { lengthOf } from '../contract/rules.ts';
import type { FaultReason } from '../contract/faults.ts';
import { Asking } from './asking.ts';
import type { MembershipHouse } from './membership-house.ts';

/** How a member signs in, and where they are signed in. */
export class Access {
  current = '';
  password = '';
  passkeyName = '';
  /** Whether what is typed as a password can be read. */
  isShown = false;
  readonly changing: Asking;
  readonly adding: Asking;
  readonly ending: Asking;
  /** The passkey that is to be removed, while that is asked; else `null`. */
  removing: string | null = null;
  readonly #membership: MembershipHouse;

  constructor(membership: MembershipHouse) {
    this.#membership = membership;
    this.changing = new Asking(membership);
    this.adding = new Asking(membership);
    this.ending = new Asking(membership);
  }

  /** Whether a password may be typed into the page. */
  get isPasswordHere(): boolean {
    return this.#membership.ways?.password === 'here';
  }

  write(field: 'current' | 'password' | 'passkeyName', text: string): void {
    this[field] = text;
    if (field === 'passkeyName') this.adding.forgive();
    else this.changing.forgive(field);
  }

  show(isShown: boolean): void {
    this.isShown = isShown;
    this.#membership.notify();
  }

  /** Sets the password, and ends every other session. Answers whether that is done; then nothing that was typed is kept. */
  async change(): Promise<boolean> {
    const { account, facet, site, ways } = this.#membership;
    const { current, password } = this;
    const hasPassword = !!account?.hasPassword;
    const reason = passwordFault(password, ways?.passwordLength ?? 0);
    if (!this.changing.check(hasPassword && !current ? { field: 'current', reason: 'required' } : null, reason && { field: 'password', reason })) return false;
    return this.changing.ask(async (signal) => {
      this.#membership.take(await facet.changePassword(site, hasPassword ? current : null, password, { signal }));
      this.forget();
    });
  }

  /** Forgets what was typed. */
  forget(): void {
    this.current = this.password = '';
    this.isShown = false;
  }

  /** Has the device make a passkey. Answers whether it is added; where the reader changed their mind, nothing is said. */
  async add(make: PasskeyCeremony): Promise<boolean> {
    const { site, options } = this.#membership;
    const name = this.passkeyName.trim();
    const reason = !name ? 'required' : lengthOf(name) > 80 ? 'too-long' : null;
    if (!this.adding.check(reason && { field: 'name', reason })) return false;
    let isGivenUp = false;
    const tried: PasskeyCeremony = (asked) => make(asked).catch((thrown: unknown) => {
      isGivenUp = true;
      throw thrown;
    });
    const isAdded = await this.adding.ask(async (signal) => {
      try {
        this.#membership.take(await options.session.adapter.passkeys!.add(site, name, tried, { signal }));
        this.passkeyName = '';
      } catch (thrown) {
        if (!isGivenUp) throw thrown;
      }
    });
    if (isGivenUp) this.adding.check({ field: 'passkey', reason: 'wrong' });
    return isAdded && !isGivenUp;
  }

  /** Asks whether to remove a passkey; `null` for none. */
  askRemoval(id: string | null): void {
    this.removing = id;
    this.adding.forgive();
  }

  async remove(id: string): Promise<boolean> {
    const { site, options } = this.#membership;
    const isRemoved = await this.adding.ask(async (signal) => this.#membership.take(await options.session.adapter.passkeys!.remove(site, id, { signal })));
    if (isRemoved) this.askRemoval(null);
    return isRemoved;
  }

  /** Signs one device out. */
  end(device: string): Promise<boolean> {
    const { facet, site } = this.#membership;
    return this.ending.ask(async (signal) => this.#membership.take(await facet.endSession(site, device, { signal })));
  }

  /** Signs every other device out. */
  endOthers(): Promise<boolean> {
    const { facet, site, options } = this.#membership;
    return this.ending.ask(async (signal) => {
      await options.session.signOut('others');
      this.#membership.take(await facet.loadAccount(site, { signal }));
    });
  }
}

/** What is wrong with a new password before the backend looks at it, or `null`. */
function passwordFault(password: string, shortest: number): FaultReason | null {
  if (!password) return 'required';
  if (lengthOf(password) < shortest) return 'too-short';
  return lengthOf(password) > maxPasswordLength ? 'too-long' : null;
}
