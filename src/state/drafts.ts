import { draftPrefix, type DraftKey } from './draft-records.ts';
import { Draft, type DraftHouse, type DraftsOptions } from './draft.ts';

export type { DraftKey } from './draft-records.ts';
export { Draft, type DraftsOptions } from './draft.ts';

/** The unsent texts of this site on this device: the bodies and nothing else, neither name nor e-mail. One object per page. */
export class Drafts implements DraftHouse {
  readonly options: DraftsOptions;
  readonly life = `${Math.random()}`;
  /** Those that are open. */
  readonly opened = new Set<Draft>();

  constructor(options: DraftsOptions) {
    this.options = options;
    options.channel?.addEventListener('message', ({ data }) => this.#refresh((data as { readonly draft?: unknown } | null)?.draft));
  }

  /** Opens the draft of a form, until it is closed. Two forms of one page may open the same. */
  open(key: DraftKey): Draft {
    const draft = new Draft(draftPrefix(key), this);
    this.opened.add(draft);
    return draft;
  }

  /** For a draft: it stored something. */
  tell(draft: Draft): void {
    this.#refresh(draft.prefix, draft);
    this.options.channel?.postMessage({ draft: draft.prefix });
  }

  /** For a draft: it is closed. */
  release(draft: Draft): void {
    this.opened.delete(draft);
  }

  #refresh(prefix: unknown, except?: Draft): void {
    for (const draft of this.opened) if (draft.prefix === prefix && draft !== except) void draft.refresh();
  }
}
