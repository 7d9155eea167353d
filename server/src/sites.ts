/** Whose pages this server serves. */
export interface Sites {
  /** The ids of all sites; a site's id is its first origin, and `local` on a trial server. */
  readonly ids: readonly string[];
  /** The id of the site that an origin belongs to, or `null` for a stranger's. */
  idOf(origin: string): string | null;
}

/** The one site of a trial server. */
const local = 'local';

/** Pages of this machine: loopback addresses, names below `localhost` (RFC 6761 §6.3), and files, whose origin is opaque. */
const loopback = /^(?:null|file:\/\/|https?:\/\/(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?)$/;

/** What a server serves that was told no sites: every page of its own machine, and nothing else. */
export const trialSites: Sites = {
  ids: [local],
  idOf: (origin) => (origin === local || loopback.test(origin) ? local : null),
};

/** Sites that were named, each by its origins. */
export function listedSites(sites: readonly (readonly string[])[]): Sites {
  const byOrigin = new Map(sites.flatMap((origins) => origins.map((origin) => [origin, origins[0]!] as const)));
  return {
    ids: sites.map((origins) => origins[0]!),
    idOf: (origin) => byOrigin.get(origin) ?? null,
  };
}
