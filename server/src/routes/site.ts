import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../store/database.ts';
import { jsonAnswer } from './answers.ts';
import type { Endpoints } from './endpoint.ts';
import { HttpRefusal } from './refusals.ts';

/** Lays everything beside the wire: health, the document, the widget, the demonstration. */
export function addSiteRoutes(endpoints: Endpoints, { database }: { database: Database; config: Config }): void {
  endpoints.on('GET', '/health', 'nobody', async () => {
    await sql`select 1`.execute(database.reader);
    return jsonAnswer(200, { status: 'ok' });
  });
  endpoints.otherwise(() => {
    throw new HttpRefusal(404, 'not-found', 'There is nothing at this address.');
  });
}
