import type { Change } from '../storage/records.ts';
import { draftPrefix, draftsPrefix, storedDrafts, type DraftKey } from './draft-records.ts';
import { Draft, type DraftHouse, type DraftsOptions } from './draft.ts';

export type { DraftKey } from './draft-records.ts';
export { Draft, type DraftsOptions } from './draft.ts';

const day = 24 * 60 * 60 * 1000;

/** How long an untouched draft is kept, in milliseconds. */
export const draftLife = 30 * day;

/** Says when drafts were last looked through. */
const sweptKey = `${draftsPrefix}swept`;

/** The unsent texts of this site on this device: the bodies and nothing else, neither name nor e-mail. One object per page. */
export class Drafts implements DraftHouse {
  readonly options: DraftsOptions;
  readonly life = `${Math.random()}`;
  readonly #open = new Set<Draft>();
  #sweeping: Promise<void> | undefined;

  constructor(options: DraftsOptions) {
    this.options = options;
    options.channel?.addEventListener('message', ({ data }) => this.#refresh((data as { readonly draft?: unknown } | null)?.draft));
  }

  /** Opens the draft of a form, until it is closed. Two forms of one page may open the same. */
  open(key: DraftKey): Draft {
    const draft = new Draft(draftPrefix(key), this);
    this.#open.add(draft);
    this.#sweeping ??= draft.ready.then(() => this.#sweep());
    return draft;
  }

  /** For a draft: it stored something. */
  tell(draft: Draft): void {
    this.#refresh(draft.prefix, draft);
    this.options.channel?.postMessage({ draft: draft.prefix });
  }

  /** For a draft: it is closed. */
  release(draft: Draft): void {
    this.#open.delete(draft);
  }

  #refresh(prefix: unknown, except?: Draft): void {
    for (const draft of this.#open) if (draft.prefix === prefix && draft !== except) void draft.refresh();
  }

  /**
   * Drops what was not touched for {@link draftLife}. Whether it was, only the device's clock says,
   * and a draft saved before a wrong clock was set right looks years old. So it goes only where it
   * was too old already at the last sweep, at least a day before: the reader has seen it since, and
   * any edit makes it young. The note of the sweep is also the first thing written, so that the
   * reader learns before typing that nothing lasts here.
   */
  async #sweep(): Promise<void> {
    const { records, clock } = this.options;
    const now = clock.now();
    await records.transact(draftsPrefix, (held) => {
      const last = (held.find(([key]) => key === sweptKey)?.[1] as { readonly at?: number } | undefined)?.at ?? NaN;
      if (Math.abs(now - last) < day) return [];
      const old = storedDrafts(held).filter(({ savedAt }) => [last, now].every((time) => Math.abs(time - savedAt) > draftLife));
      return [[sweptKey, { at: now }], ...old.map(({ key }): Change => [key, undefined])];
    });
    for (const draft of this.#open) draft.notify();
  }
}
