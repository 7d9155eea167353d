import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { openapiDocument } from '../openapi/document.ts';
import type { Database } from '../store/database.ts';
import { jsonAnswer, type Answer } from './answers.ts';
import { negotiated } from './encoding.ts';
import { requestHeader, type Endpoints, type RequestContext } from './endpoint.ts';
import { Folder } from './folder.ts';
import { HttpRefusal } from './refusals.ts';
import { answerWith, rendered } from './rendered.ts';

/** `diwan.js` keeps its name from version to version; its chunks are named by their content. */
const entryCaching = 'public, max-age=600';
const chunkCaching = 'public, max-age=31536000, immutable';
const demoCaching = 'no-cache';

/**
 * What a demo page may do: what the strictest of sites would let it, and images and styles of its
 * own. `connect-src` is open, so that a page can be pointed at another server.
 */
const demoPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' http: https:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types diwan-html";

/** Lays everything beside the wire: health, the document, the widget, the demonstration. */
export function addSiteRoutes(endpoints: Endpoints, { database, config }: { database: Database; config: Config }): void {
  const embed = new Folder(config.embedFolder);
  const earlier = new Folder(config.earlierFolder);
  const document = openapiDocument(config);

  endpoints.on('GET', '/health', 'nobody', async () => {
    await sql`select 1`.execute(database.reader);
    return jsonAnswer(200, { status: 'ok' });
  });

  endpoints.on('GET', '/openapi.json', 'anyone', async (context) => {
    const headers = { 'content-type': 'application/json', 'cache-control': entryCaching };
    return answerWith(await rendered(document, encodingOf(context)), requestHeader(context, 'if-none-match'), headers);
  });

  endpoints.on('GET', '/diwan.js', 'anyone', (context) => fileAnswer(context, [embed], 'diwan.js', entryCaching));
  // An open page runs the `diwan.js` that it was opened with, and asks for the chunks of that one.
  endpoints.on('GET', '/chunks/*', 'anyone', (context) => fileAnswer(context, [embed, earlier], context.req.path.slice(1), chunkCaching));

  const { demoFolder } = config;
  if (demoFolder !== null) {
    const demo = new Folder(demoFolder);
    // First, since a pattern that ends with `/*` takes the path without it, too.
    endpoints.on('GET', '/demo', 'nobody', () => redirect('/demo/'));
    endpoints.on('GET', '/demo/*', 'nobody', async (context) => {
      const path = context.req.path.slice('/demo/'.length);
      const answer = await fileAnswer(context, [demo], /(?:^|\/)$/.test(path) ? `${path}index.html` : path, demoCaching);
      return { ...answer, headers: { ...answer.headers, 'content-security-policy': demoPolicy } };
    });
  }
  endpoints.on('GET', '/', 'nobody', () => (demoFolder === null ? greeting() : redirect('/demo/')));

  endpoints.otherwise(() => {
    throw nothingHere();
  });
}

/** The file from the first of the folders that has it. */
async function fileAnswer(context: RequestContext, folders: readonly Folder[], path: string, caching: string): Promise<Answer> {
  for (const folder of folders) {
    const file = await folder.file(path);
    if (!file) continue;
    const headers = { 'content-type': file.type, 'cache-control': caching };
    return answerWith(await file.rendered(encodingOf(context)), requestHeader(context, 'if-none-match'), headers);
  }
  throw nothingHere();
}

function encodingOf(context: RequestContext): ReturnType<typeof negotiated> {
  return negotiated(requestHeader(context, 'accept-encoding'));
}

function redirect(location: string): Answer {
  return { status: 302, headers: { location, 'cache-control': 'no-cache' }, body: null };
}

function greeting(): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
    body: 'This is a Dîwan server. What it can do stands in /openapi.json.\n',
  };
}

function nothingHere(): HttpRefusal {
  return new HttpRefusal(404, 'not-found', 'There is nothing at this address.');
}
