import type { Channel } from '../storage/channel.ts';
import type { Clock } from '../storage/clock.ts';
import type { Change, Records } from '../storage/records.ts';
import { storedDrafts, type DraftRecord, type StoredDraft } from './draft-records.ts';
import { Listeners } from './listeners.ts';

/** What drafts work with. Without a channel tabs do not follow each other, and still overwrite nothing. */
export interface DraftsOptions {
  readonly records: Records;
  readonly clock: Clock;
  readonly channel?: Channel | undefined;
}

/** What a {@link Draft} needs of the {@link Drafts} it comes from. */
export interface DraftHouse {
  readonly options: DraftsOptions;
  /** Names this life of the page. */
  readonly life: string;
  /** Tells the other drafts of the same prefix, here and in other tabs, that something was stored. */
  tell(draft: Draft): void;
  release(draft: Draft): void;
}

/**
 * The unsent text of one form, stored with each keystroke. Its listeners are told of whatever changes.
 *
 * Each draft in each tab writes a record of its own, and in the same transaction deletes the one
 * version its text came from. So tabs that take turns leave one record and follow each other, and
 * tabs that write at the same time leave two: neither text is overwritten, and the one that is not
 * shown is {@link other}. Tabs that hear nothing of each other still find out when they next write.
 */
export class Draft extends Listeners {
  /** Settles once what is stored was read. Writing before is fine: what is found then becomes {@link other}. Never rejects. */
  readonly ready: Promise<void>;
  /** What the keys of its records begin with. */
  prefix: string;
  readonly #house: DraftHouse;
  #ownKey: string;
  #text = '';
  #restored = false;
  #discarded = '';
  /** The stored version that {@link text} was read from or saved as. */
  #base: Pick<StoredDraft, 'key' | 'edit'> | null = null;
  /** Versions the reader decided against, by their edits, to be deleted with the next write. */
  #rejected: readonly number[] = [];
  #others: readonly StoredDraft[] = [];
  #dirty = false;
  #stale = false;
  #working: Promise<void> | null = null;

  /** Made by {@link Drafts.open}. */
  constructor(prefix: string, house: DraftHouse) {
    super();
    this.prefix = prefix;
    this.#house = house;
    this.#ownKey = `${prefix}${house.life}/${Math.random()}`;
    this.ready = this.refresh().then(() => {
      // Not where the reader typed meanwhile: then what is shown is theirs of now.
      this.#restored = this.#base !== null && !this.#base.key.startsWith(prefix + house.life);
      if (this.#restored) this.notify();
    });
  }

  /** What the form shows. */
  get text(): string {
    return this.#text;
  }

  /** Whether the text comes from an earlier life of the page, and was neither edited nor dismissed since. */
  get restored(): boolean {
    return this.#restored;
  }

  /** The text that {@link undoDiscard} brings back; empty where there is none. */
  get discarded(): string {
    return this.#discarded;
  }

  /** A text written elsewhere that differs from this one and was not overwritten; the newest of them, or `null`. */
  get other(): string | null {
    return this.#others[0]?.text ?? null;
  }

  /** The key of the record to delete when the text is sent ({@link Outbox.add}). Call after {@link flush}, and write `''` afterwards. */
  get recordKey(): string {
    return this.#base?.key ?? this.#ownKey;
  }

  /** Takes the text of the form, at each keystroke. One write is in flight at a time; the newest text is the next. */
  write(text: string): void {
    if (text === this.#text) return;
    this.#restored = false;
    this.#change(text);
  }

  /** Resolves once all of the text is stored. Never rejects. */
  flush(): Promise<void> {
    return this.#work();
  }

  /** Empties the text; {@link undoDiscard} brings it back while the page lives. */
  discard(): void {
    this.#discarded = this.#text;
    this.write('');
  }

  /** Brings the discarded text back. What was typed since is now the discarded one, so nothing is lost. */
  undoDiscard(): void {
    const text = this.#discarded;
    this.#discarded = this.#text;
    this.write(text);
  }

  /** Forgets that the text was restored, and the discarded one. */
  dismiss(): void {
    this.#restored = false;
    this.#discarded = '';
    this.notify();
  }

  /** Shows {@link other} instead of the text, which {@link undoDiscard} brings back. */
  takeOther(): void {
    const other = this.#others[0];
    if (!other) return;
    this.#discarded = this.#text;
    this.#restored = false;
    this.#settle(other, other.text);
  }

  /** Deletes {@link other}, unless it was written on meanwhile: then it is offered again as it is now. */
  keepMine(): void {
    const other = this.#others[0];
    if (other) this.#settle(other, this.#text);
  }

  /** Looks again at what is stored, as is done by itself whenever another tab tells; for when the tab wakes up. */
  refresh(): Promise<void> {
    this.#stale = true;
    return this.#work();
  }

  /** Goes on as the draft of another key, to which its records were moved. */
  move(prefix: string): void {
    const moved = (key: string) => prefix + key.slice(this.prefix.length);
    this.#ownKey = moved(this.#ownKey);
    if (this.#base) this.#base = { ...this.#base, key: moved(this.#base.key) };
    this.prefix = prefix;
    void this.refresh();
  }

  /** Stops following other tabs. What was written is still stored. */
  close(): void {
    this.#house.release(this);
  }

  #settle(other: StoredDraft, text: string): void {
    this.#rejected = [...this.#rejected, other.edit];
    this.#others = this.#others.slice(1);
    this.#change(text);
  }

  #change(text: string): void {
    this.#text = text;
    this.#dirty = true;
    this.notify();
    void this.#work();
  }

  #work(): Promise<void> {
    if (!this.#dirty && !this.#stale) return this.#working ?? Promise.resolve();
    return (this.#working ??= this.#catchUp());
  }

  async #catchUp(): Promise<void> {
    try {
      while (this.#dirty || this.#stale) await this.#look();
    } finally {
      this.#working = null;
      this.notify();
    }
  }

  /** Stores the text if it changed, else shows what is stored: one transaction for both, so that what is typed meanwhile is rescued with it. */
  async #look(): Promise<void> {
    const wasDirty = this.#dirty;
    const { prefix } = this;
    const replaced = [...this.#rejected, this.#base?.edit];
    const edit = Math.random();
    let saved: string | null = null;
    let others: readonly StoredDraft[] = [];
    this.#dirty = this.#stale = false;
    this.#rejected = [];
    await this.#house.options.records.transact(prefix, (held) => {
      others = storedDrafts(held);
      if (!wasDirty && !this.#dirty) return [];
      const text = (saved = this.#text);
      const strangers = others.filter(({ key }) => key !== this.#ownKey);
      others = strangers.filter((draft) => draft.text !== text && !replaced.includes(draft.edit));
      const gone = strangers.filter((draft) => !others.includes(draft));
      const record: DraftRecord | undefined = text ? { version: 1, text, savedAt: this.#house.options.clock.now(), edit } : undefined;
      return [[this.#ownKey, record], ...gone.map(({ key }): Change => [key, undefined])];
    });
    if (saved === null) return prefix === this.prefix ? this.#follow(others) : undefined;
    this.#base = saved ? { key: this.#ownKey, edit } : null;
    this.#others = others.filter((draft) => !this.#rejected.includes(draft.edit));
    this.#house.tell(this);
    this.notify();
  }

  /** Shows what is stored, unless there is something of the reader's own to store. */
  #follow(stored: readonly StoredDraft[]): void {
    if (this.#dirty) return;
    let shown = stored.find(({ key }) => key === this.#base?.key);
    // Else the version shown was replaced or sent. What took its place is shown; what is offered stays an offer.
    shown ??= stored.find(({ edit }) => !this.#others.some((other) => other.edit === edit));
    const text = shown?.text ?? '';
    if (text !== this.#text) this.#restored = false;
    this.#base = shown ?? null;
    this.#text = text;
    this.#others = stored.filter((draft) => draft !== shown && draft.text !== this.#text);
    this.notify();
  }
}
