import { sessionPaths, wireSignOn } from 'diwan/contract';
import type { SingleSignOn } from '../services/members/single-sign-on.ts';
import type { Sites } from '../sites.ts';
import { readBody } from './body.ts';
import type { Endpoints } from './endpoint.ts';
import { checkHold, deviceOf, grantAnswer } from './reader.ts';
import { refuseField } from './refusals.ts';
import { siteNamed } from './query.ts';
import { preflightAnswer, refuseForeignWrite } from './writes.ts';

/** Lays the route by which the site's own users come in. Only pages of the site ask it: its users are signed in nowhere else. */
export function addSingleSignOnRoutes(endpoints: Endpoints, { singleSignOn, sites }: { readonly singleSignOn: SingleSignOn; readonly sites: Sites }): void {
  endpoints.on('POST', sessionPaths.singleSignOn, 'members', async (context) => {
    const { site: named, token, hold } = await readBody(context.req.raw, wireSignOn);
    const site = siteNamed(named, sites);
    refuseForeignWrite(context, site, sites);
    if (hold.kind === 'return') refuseField('hold.kind', 'cookie or token', 'unknown');
    checkHold(context, hold);
    return grantAnswer(site, await singleSignOn.signIn(site, token, { hold, device: deviceOf(context) }));
  });

  endpoints.on('OPTIONS', sessionPaths.singleSignOn, 'members', (context) => preflightAnswer(context, sites));
}
