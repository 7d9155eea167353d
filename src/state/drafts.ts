import type { Channel } from '../storage/channel.ts';
import type { Clock } from '../storage/clock.ts';
import type { Change, Records } from '../storage/records.ts';
import { draftPrefix, draftsPrefix, recordOf, storedDrafts, type DraftKey } from './draft-records.ts';
import { Draft, type DraftHouse } from './draft.ts';

export type { DraftKey } from './draft-records.ts';
export { Draft } from './draft.ts';

/** What {@link Drafts} work with. Without a channel tabs do not follow each other, and still overwrite nothing. */
export interface DraftsOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly channel?: Channel | undefined;
}

const day = 24 * 60 * 60 * 1000;

/** How long an untouched draft is kept, in milliseconds. */
export const draftLife = 30 * day;

/** The unsent texts of this site on this device: the bodies and nothing else, neither name nor e-mail. One object per page. */
export class Drafts {
  readonly #options: DraftsOptions;
  readonly #house: DraftHouse;
  readonly #open = new Set<Draft>();
  /** Where drafts of this page's life wrote. */
  readonly #own = new Set<string>();
  #stopListening: (() => void) | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(options: DraftsOptions) {
    this.#options = options;
    const { records, clock, channel } = options;
    this.#house = {
      records,
      clock,
      isOwn: (key) => this.#own.has(key),
      tell: (draft) => {
        this.#own.add(draft.recordKey);
        this.#refresh(draft.prefix, draft);
        channel?.post({ draft: draft.prefix });
      },
      release: (draft) => {
        this.#open.delete(draft);
        if (this.#open.size) return;
        this.#stopListening?.();
        this.#stopListening = null;
      },
    };
  }

  /** Opens the draft of a form, until it is closed. Two forms of one page may open the same. */
  open(key: DraftKey): Draft {
    const draft = new Draft(draftPrefix(key), this.#house);
    this.#open.add(draft);
    this.#stopListening ??=
      this.#options.channel?.subscribe((message) => {
        this.#refresh((message as { readonly draft?: unknown } | null)?.draft);
      }) ?? null;
    this.#sweeping ??= draft.ready.then(() => this.#sweep());
    return draft;
  }

  #refresh(prefix: unknown, except?: Draft): void {
    for (const draft of this.#open) if (draft.prefix === prefix && draft !== except) void draft.refresh();
  }

  /**
   * Drops what was not touched for {@link draftLife}. Whether it was, only the device's clock says,
   * and a draft saved before a wrong clock was set right looks years old. So the first sweep that
   * finds one only marks it, and it goes with the first one that is at least a day later and still
   * finds it too old: the reader has seen it again in between, and any edit makes it young.
   */
  #sweep(): Promise<void> {
    const now = this.#options.clock.now();
    return this.#options.records.transact(draftsPrefix, (held) =>
      storedDrafts(held).flatMap((draft): Change[] => {
        const { key, savedAt, doomedAt } = draft;
        if (Math.abs(now - savedAt) <= draftLife) return doomedAt === undefined ? [] : [[key, recordOf(draft)]];
        if (doomedAt === undefined) return [[key, { ...recordOf(draft), doomedAt: now }]];
        return Math.abs(now - doomedAt) < day ? [] : [[key, undefined]];
      }),
    );
  }
}
