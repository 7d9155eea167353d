import type { CommentId } from '../contract/ids.ts';
import type { Change, Held } from '../storage/records.ts';
import { draftsPrefix, storedDrafts } from './draft-records.ts';
import type { MembershipHouse } from './membership-house.ts';

/** A draft on this device, of the member or of a guest before they signed in. */
export interface KeptText {
  /** What the keys of its records begin with. */
  readonly prefix: string;
  readonly thread: string;
  /** The comment that it answers, or `null`. */
  readonly parent: CommentId | null;
  /** Whether it is another text for a comment that was posted. */
  readonly isEdit: boolean;
  readonly text: string;
  /** By the device's clock. */
  readonly savedAt: number;
  /** Whether it belongs to the thread that is shown. */
  readonly isHere: boolean;
  /** Whether it stands in a field of this page, where it can be discarded. */
  readonly isOpen: boolean;
  /** Where it can be gone on with; `null` where that is not known. */
  readonly url: string | null;
}

/** All drafts of this site on this device that the member may see. */
export class KeptTexts {
  /** The newest first. */
  list: readonly KeptText[] = [];
  /** What was discarded last and can be brought back, or `null`. */
  discarded: { readonly text: KeptText; readonly records: readonly Held[] } | null = null;
  readonly #membership: MembershipHouse;
  readonly #addressIn: (thread: string) => string | null;

  /** @param addressIn answers where a thread's page is, where one's own comments know it. */
  constructor(membership: MembershipHouse, addressIn: (thread: string) => string | null) {
    this.#membership = membership;
    this.#addressIn = addressIn;
  }

  /** Reads what is stored. Never rejects. */
  async load(): Promise<void> {
    const { writing, session } = this.#membership.options;
    if (!writing || !session.viewer) return;
    this.list = this.#found(await writing.records.read(draftsPrefix));
    this.#membership.notify();
  }

  /** Deletes a draft from this device, in every tab; {@link undo} brings it back. */
  async discard(text: KeptText): Promise<void> {
    const { writing } = this.#membership.options;
    const isMeant = ([key]: Held) => key.startsWith(text.prefix);
    let records: readonly Held[] = [];
    await writing!.records.transact(draftsPrefix, (held) => {
      records = held.filter(isMeant);
      return records.map(([key]): Change => [key, undefined]);
    });
    this.discarded = { text, records };
    this.#tell(text.prefix);
    await this.load();
  }

  /** Brings back what was discarded last. */
  async undo(): Promise<void> {
    const { discarded } = this;
    if (!discarded) return;
    this.discarded = null;
    await this.#membership.options.writing!.records.transact(draftsPrefix, () => discarded.records);
    this.#tell(discarded.text.prefix);
    await this.load();
  }

  /** Other tabs follow what they hear; what stands in a field of this one is not discarded here. */
  #tell(prefix: string): void {
    this.#membership.options.writing!.drafts.options.channel?.postMessage({ draft: prefix });
  }

  #found(held: readonly Held[]): readonly KeptText[] {
    const { backend, session, thread } = this.#membership.options;
    const found = new Map<string, KeptText>();
    for (const { key, text, savedAt } of storedDrafts(held)) {
      const prefix = key.slice(0, key.lastIndexOf(']') + 1);
      const place = placeOf(prefix);
      if (!place || !text.trim() || found.has(prefix)) continue;
      const [of, site, name, parent, viewer, edited] = place;
      // What other members left on this device is nobody else's to read.
      if (of !== backend || site !== session.site || (viewer !== null && viewer !== session.viewer?.id)) continue;
      found.set(prefix, { prefix, thread: name, parent, isEdit: edited !== undefined, text, savedAt, isHere: name === thread.key, isOpen: this.#isOpen(prefix), url: this.#addressOf(name) });
    }
    return [...found.values()];
  }

  #isOpen(prefix: string): boolean {
    return [...this.#membership.options.writing!.drafts.opened].some((draft) => draft.prefix === prefix);
  }

  /** A thread is named by its page's path, unless the owner named it; then one's own comments may know where it stands. */
  #addressOf(thread: string): string | null {
    return this.#addressIn(thread) ?? (/^\/(?!\/)/.test(thread) ? this.#membership.site + thread : null);
  }
}

function placeOf(prefix: string): readonly [string, string, string, CommentId | null, string | null, CommentId?] | null {
  try {
    return JSON.parse(prefix.slice(draftsPrefix.length)) as ReturnType<typeof placeOf>;
  } catch {
    return null;
  }
}
