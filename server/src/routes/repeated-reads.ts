import type { RequestListener } from 'node:http';
import { paths } from 'diwan/contract';
import type { Database } from '../store/database.ts';
import type { Endpoints } from './endpoint.ts';
import type { RecentAnswers } from './recent-answers.ts';
import { chosen } from './rendered.ts';

/** What {@link repeatedReads} answers from. */
export interface RepeatedReadsOptions {
  readonly endpoints: Endpoints;
  readonly recent: RecentAnswers;
  readonly database: Database;
}

/**
 * Answers the page that everybody reads before the framework sees the request: what was answered to
 * the same one, while nothing was written since, is sent again as it was. Everything else goes on to `otherwise`.
 */
export function repeatedReads({ endpoints, recent, database }: RepeatedReadsOptions, otherwise: RequestListener): RequestListener {
  const place = { route: paths.comments, sharing: 'sites' } as const;
  return (incoming, outgoing) => {
    const answers = incoming.method === 'GET' ? recent.get(incoming, database.revision()) : undefined;
    if (answers) endpoints.answerDirectly(incoming, outgoing, place, chosen(answers, incoming.headers['if-none-match']));
    else otherwise(incoming, outgoing);
  };
}
