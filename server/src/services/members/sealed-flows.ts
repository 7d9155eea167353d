import { randomBytes } from 'node:crypto';
import type { Connection, Database } from '../../store/database.ts';
import { changeFlow, findFlow, insertFlow, plainFlow, type FlowRow } from '../../store/flows.ts';
import type { Secrets } from '../secrets.ts';

/** What a kind of flow goes by. */
export interface SealedFlowsOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly purpose: FlowRow['purpose'];
  /** In milliseconds. */
  readonly life: number;
}

/** A flow that begins. */
export interface SealedBeginning<Details> {
  readonly site: string;
  readonly details: Details;
  /** What only the browser that begins has: nothing else goes on with it. `null` for a flow that is not bound to one. */
  readonly browser: string | null;
  readonly memberId?: string | null;
}

/** A flow that goes on. */
export interface SealedFlow<Details> {
  readonly site: string;
  readonly memberId: string | null;
  readonly details: Details;
}

/** Flows that no mailed code ends: what belongs to each is enciphered, and each is good for one use. */
export class SealedFlows<Details> {
  readonly #options: SealedFlowsOptions;

  constructor(options: SealedFlowsOptions) {
    this.#options = options;
  }

  /** Begins one, in a write, and answers its id: 256 random bits, of which only a mark is kept. */
  async begin(connection: Connection, { site, details, browser, memberId = null }: SealedBeginning<Details>): Promise<string> {
    const { secrets, now, purpose, life } = this.#options;
    const id = randomBytes(32).toString('base64url');
    await insertFlow(connection, {
      ...plainFlow,
      id_hash: this.#markOf(id),
      site,
      purpose,
      member_id: memberId,
      code_hash: browser === null ? null : secrets.tokenMark(browser, `${purpose} browser`),
      details: secrets.seal(JSON.stringify(details), `${purpose}\n${id}`),
      created_at: now(),
      expires_at: now() + life,
    });
    return id;
  }

  /** The flow, if it is good now in this browser, or `null`. */
  async find(id: string, browser: string | null, connection: Connection = this.#options.database.reader): Promise<SealedFlow<Details> | null> {
    const { secrets, now, purpose } = this.#options;
    const row = await findFlow(connection, this.#markOf(id));
    if (!row || row.purpose !== purpose || row.used_at !== null || row.expires_at <= now() || row.details === null) return null;
    if (row.code_hash !== null) {
      const mark = browser === null ? null : secrets.tokenMark(browser, `${purpose} browser`);
      if (mark === null || !Buffer.from(mark).equals(Buffer.from(row.code_hash))) return null;
    }
    return { site: row.site, memberId: row.member_id, details: JSON.parse(secrets.open(row.details, `${purpose}\n${id}`)) as Details };
  }

  /** What belongs to a flow that was never used, however old it is and whoever asks: for telling where to go back to. */
  async remembered(id: string): Promise<Details | null> {
    const { database, secrets, purpose } = this.#options;
    const row = await findFlow(database.reader, this.#markOf(id));
    return row?.purpose === purpose && row.details !== null ? (JSON.parse(secrets.open(row.details, `${purpose}\n${id}`)) as Details) : null;
  }

  /** As {@link find}, and used from now on, in a write: what belonged to it is not kept. */
  async claim(connection: Connection, id: string, browser: string | null): Promise<SealedFlow<Details> | null> {
    const flow = await this.find(id, browser, connection);
    if (flow) await changeFlow(connection, this.#markOf(id), { used_at: this.#options.now(), details: null });
    return flow;
  }

  #markOf(id: string): Uint8Array {
    const { secrets, purpose } = this.#options;
    return secrets.tokenMark(id, purpose);
  }
}
