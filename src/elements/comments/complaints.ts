import { pageSizeOf, sortOf } from './options.ts';

/** What an owner may have got wrong. */
interface Options {
  readonly pageSize: number | string | null;
  readonly sort: string | null;
}

/** One clear sentence for each wrong option; the widget goes on with its default. */
export function complaintsAbout({ pageSize, sort }: Options): readonly string[] {
  const size = pageSizeOf(pageSize);
  const order = sortOf(sort);
  return [
    ...(pageSize && Number(pageSize) !== size ? [`page-size must be a whole number from 1 to 100, not "${pageSize}"; using ${size}.`] : []),
    ...(sort && sort !== order ? [`sort must be "oldest" or "newest", not "${sort}"; using "${order}".`] : []),
  ].map((sentence) => `<diwan-comments>: ${sentence}`);
}
