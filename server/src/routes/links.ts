import { sessionPaths, text, record, wireLinkUse } from 'diwan/contract';
import type { Members } from '../services/members/opening.ts';
import { jsonAnswer } from './answers.ts';
import { readBody } from './body.ts';
import type { Endpoints } from './endpoint.ts';
import { networkOf } from './network.ts';
import { deviceOf } from './reader.ts';
import { refuseFarPassword } from './session.ts';
import { refuseOtherPages } from './writes.ts';

/** What the routes of mailed links need. */
export interface LinkRoutesOptions {
  readonly members: Pick<Members, 'links' | 'chores'>;
  /** How many proxies before the server are the owner's own. */
  readonly proxies: number;
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
}

const wireLinkLook = record<{ readonly token: string }>({ token: text(200, 1) });

/** Lays the routes by which the server's own page looks at a mailed link and uses it. */
export function addLinkRoutes(endpoints: Endpoints, { members: { links, chores }, proxies, base }: LinkRoutesOptions): void {
  endpoints.on('POST', sessionPaths.linkLook, 'nobody', async (context) => {
    const { token } = await readBody(context.req.raw, wireLinkLook);
    refuseOtherPages(context, base());
    return jsonAnswer(200, await links.look(token));
  });

  endpoints.on('POST', sessionPaths.linkUse, 'nobody', async (context) => {
    const { token, password } = await readBody(context.req.raw, wireLinkUse);
    refuseOtherPages(context, base());
    if (password !== null) refuseFarPassword(context);
    const grant = await links.use(token, password, { device: deviceOf(context), network: networkOf(context, proxies) });
    void chores.goOn();
    return jsonAnswer(200, grant);
  });
}
