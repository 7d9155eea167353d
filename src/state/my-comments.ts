import type { OwnCommentView } from '../contract/account.ts';
import type { CommentId } from '../contract/ids.ts';
import type { Cursor } from '../contract/page.ts';
import { Asking } from './asking.ts';
import type { MembershipHouse } from './membership-house.ts';

/** How many comments come at a time. */
const pageSize = 20;

/** The member's comments over all threads, as far as they were asked for. */
export class MyComments {
  comments: readonly OwnCommentView[] = [];
  isLoaded = false;
  readonly loading: Asking;
  readonly #membership: MembershipHouse;
  #next: Cursor | null = null;

  constructor(membership: MembershipHouse) {
    this.#membership = membership;
    this.loading = new Asking(membership);
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks for the first, and then for those that follow. Answers whether they came. */
  loadMore(): Promise<boolean> {
    const { facet, site } = this.#membership;
    return this.loading.ask(async (signal) => {
      const { items, next } = await facet.loadComments(site, { size: pageSize, cursor: this.#next }, { signal });
      const known = new Set(this.comments.map(({ comment }) => comment.id));
      this.comments = [...this.comments, ...items.filter(({ comment }) => !known.has(comment.id))];
      this.#next = next;
      this.isLoaded = true;
    });
  }

  /** Forgets them, so that they are asked for anew: there are more now. */
  reset(): void {
    this.comments = [];
    this.isLoaded = false;
    this.#next = null;
  }
}

/** What the member wrote as a guest, to be made their own. */
export class EarlierComments {
  /** `null` until they are here. */
  comments: readonly OwnCommentView[] | null = null;
  /** Those that are ticked. */
  readonly chosen = new Set<CommentId>();
  /** How many were claimed last; `null` where none were. */
  claimed: number | null = null;
  readonly asking: Asking;
  readonly #membership: MembershipHouse;
  readonly #note: () => void;

  /** @param note is called when some were claimed. */
  constructor(membership: MembershipHouse, note: () => void) {
    this.#membership = membership;
    this.#note = note;
    this.asking = new Asking(membership);
  }

  /** Asks for them. All are ticked. */
  load(): Promise<boolean> {
    const { facet, site } = this.#membership;
    return this.asking.ask(async (signal) => {
      this.comments = await facet.loadEarlier(site, { signal });
      this.chosen.clear();
      for (const { comment } of this.comments) this.chosen.add(comment.id);
    });
  }

  choose(id: CommentId, isMine: boolean): void {
    if (isMine) this.chosen.add(id);
    else this.chosen.delete(id);
    this.#membership.notify();
  }

  /** Makes those that are ticked the member's own. Answers whether that is done. */
  claim(): Promise<boolean> {
    const { facet, site } = this.#membership;
    const ids = [...this.chosen];
    if (!ids.length) return Promise.resolve(false);
    return this.asking.ask(async (signal) => {
      this.claimed = await facet.claim(site, ids, { signal });
      this.comments = (this.comments ?? []).filter(({ comment }) => !ids.includes(comment.id));
      this.chosen.clear();
      this.#note();
    });
  }

  /** Leaves all of them a guest's. They are offered again whenever they are looked for. */
  leave(): void {
    this.comments = [];
    this.chosen.clear();
    this.#membership.notify();
  }
}
