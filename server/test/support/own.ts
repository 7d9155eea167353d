import { newGuestKey, type CommentView, type GuestKey, type WireNewComment } from 'diwan/contract';
import { news, newComment, type Reply, type TestServer } from './server.ts';

/** A guest: by a key, or nobody by none. Every method answers as the wire does. */
export interface Guest {
  readonly key: GuestKey | null;
  /** Posts a comment that must be taken, and keeps it as it was sent. */
  say(text: string, more?: Partial<WireNewComment>): Promise<{ readonly sent: WireNewComment; readonly view: CommentView }>;
  own(ids: readonly string[], thread?: { readonly site?: string; readonly key?: string }): Promise<Reply>;
  edit(id: string, text: string, site?: string): Promise<Reply>;
  remove(id: string, site?: string): Promise<Reply>;
}

/** A guest of the server; with a key of their own unless told otherwise. */
export function guestOf(server: TestServer, key: GuestKey | null = newGuestKey()): Guest {
  return {
    key,
    async say(text, more = {}) {
      const sent = newComment({ body: { format: 'text', text }, guestKey: key, ...more });
      const { status, body } = await server.post(sent);
      if (status !== 201 && status !== 202) throw new Error(`Answered ${status}.`);
      return { sent, view: body };
    },
    own: (ids, { site = news, key: thread = '/a' } = {}) => server.send('POST', '/v1/comments/own', { thread: { site, key: thread }, ids, guestKey: key }),
    edit: (id, text, site = news) => server.send('PATCH', `/v1/comments/${id}`, { site, body: { format: 'text', text }, guestKey: key }),
    remove: (id, site = news) => server.send('POST', `/v1/comments/${id}/removal`, { site, guestKey: key }),
  };
}

/** A clock for a server, that stands still until it is moved. */
export function stillClock(): { readonly now: () => number; move(milliseconds: number): void } {
  let time = Date.UTC(2026, 10, 22, 12);
  return {
    now: () => time,
    move(milliseconds) {
      time += milliseconds;
    },
  };
}
