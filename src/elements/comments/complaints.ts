import type { CommentsAdapter } from '../../adapters/adapter.ts';
import { adapterOf, pageSizeOf, sortOf } from './options.ts';

/** What an owner may have got wrong. */
interface Options {
  readonly adapter: string | CommentsAdapter | null;
  readonly server: string | null;
  readonly pageSize: number | string | null;
  readonly sort: string | null;
}

/** One clear sentence for each wrong option; the widget goes on with its default. */
export function complaintsAbout({ adapter, server, pageSize, sort }: Options, defaultServer: string): readonly string[] {
  const size = pageSizeOf(pageSize);
  const order = sortOf(sort);
  const backend = adapterOf(adapter);
  const complaints: string[] = [];
  if (typeof adapter === 'string' && adapter && adapter !== backend) complaints.push(`adapter "${adapter}" is not known here; using "http".`);
  if (backend === 'http' && !server && !defaultServer) complaints.push('server is missing; asking this page\'s own address.');
  if (backend === 'http' && server && !/^(https?:|[./])/.test(server)) {
    complaints.push(`server "${server}" is read as a path of this page; an address begins with https://.`);
  }
  if (pageSize && Number(pageSize) !== size) complaints.push(`page-size must be a whole number from 1 to 100, not "${pageSize}"; using ${size}.`);
  if (sort && sort !== order) complaints.push(`sort must be "oldest" or "newest", not "${sort}"; using "${order}".`);
  return complaints.map((sentence) => `<diwan-comments>: ${sentence}`);
}
