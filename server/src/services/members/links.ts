import { type WireGrant, type WireLink, type WireReturn } from 'diwan/contract';
import type { Connection, Database } from '../../store/database.ts';
import { findMember } from '../../store/members.ts';
import type { AskedDetails } from './endings.ts';
import { codeRefusal, type Flows, type OpenFlow } from './flows.ts';
import type { Grants } from './grants.ts';
import type { Limits } from './limits.ts';
import { attemptOf, type SigningIn, type Whence } from './signing-in.ts';

/** What links go by. */
export interface LinksOptions {
  readonly database: Database;
  readonly flows: Flows;
  readonly grants: Grants;
  readonly limits: Limits;
  readonly signingIn: SigningIn;
}

/**
 * What the links in mails are for. Looking changes nothing, since mail programs look; a use leads back to the page that asked, where only the
 * device that asked is let in. Till then a sign-up or a sign-in is not ended, so that the code can still be typed where the link was
 * opened in another browser; and nobody who made somebody else press the button has made a member of them.
 */
export class Links {
  readonly #options: LinksOptions;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  /** What a link is for. @throws CommentsError `invalid`, fault `code` `expired`, for one that is over or never was. */
  async look(token: string): Promise<WireLink> {
    const { database, flows } = this.#options;
    return await database.read(async (connection) => {
      const flow = goodLink(await flows.byLink(connection, token));
      return { purpose: flow.purpose, site: flow.site, name: await nameIn(connection, flow) };
    });
  }

  /**
   * Uses a link.
   *
   * @throws CommentsError as {@link look}; `invalid` with the fault of `password` with a reset, and then the link stays good.
   */
  async use(token: string, password: string | null, { device, network }: Whence): Promise<WireGrant> {
    const { database, flows, grants, limits, signingIn } = this.#options;
    const found = goodLink(await flows.byLink(database.reader, token));
    const hash = found.purpose === 'reset' ? await signingIn.newPassword(found, password) : null;
    const leadsTo = await database.write(async (connection) => {
      // Looked at again in the write: of many who use it at once, one does.
      const flow = goodLink(await flows.byLink(connection, token));
      if (hash === null) {
        await flows.endLink(connection, flow);
        return await grants.leadBackTo(connection, flow);
      }
      const comer = await signingIn.end(connection, flow.idHash, hash, device);
      if (!comer) throw codeRefusal('expired');
      await limits.noteSignIn(connection, attemptOf(comer.member, network), { byPassword: false });
      const { grant } = await grants.grant(connection, comer.member, { hold: { kind: 'return', ...flow.back }, device });
      return grant.leadsTo;
    });
    return { session: null, tokens: null, leadsTo };
  }
}

/** A flow that has a link. */
export type LinkedFlow = OpenFlow & { readonly purpose: WireLink['purpose']; readonly back: WireReturn };

function goodLink(flow: OpenFlow | null): LinkedFlow {
  if (!flow || flow.back === null || flow.purpose === 'deletion') throw codeRefusal('expired');
  return { ...flow, purpose: flow.purpose, back: flow.back };
}

async function nameIn(connection: Connection, { site, memberId, details }: LinkedFlow): Promise<string | null> {
  if (memberId === null) return (details as AskedDetails).name;
  return (await findMember(connection, site, memberId))?.name ?? null;
}
