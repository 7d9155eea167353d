import { HttpAdapter } from '../../src/adapters/http/http-adapter.ts';

/** The cookies of a device, by name. */
type Jar = Map<string, string>;

const jars = new WeakMap<HttpAdapter, Jar>();
let networks = 0;

/**
 * The adapter as a page of the site has it in a browser of its own: with cookies, with what browsers say of where a page is from, and from a network
 * of its own each time, so that no limit for networks is met (the server trusts one proxy). On the device of another adapter, where one is given.
 */
export function visiting(server: string, site: string, on?: HttpAdapter): HttpAdapter {
  const jar = (on && jars.get(on)) ?? new Map<string, string>();
  const network = `10.${networks >> 8}.${networks++ & 255}.1`;
  const adapter = new HttpAdapter({
    server,
    fetch: async (address, init = {}) => {
      const headers = new Headers(init.headers);
      const isWithCookies = init.credentials === 'include';
      for (const [name, value] of [['origin', site], ['sec-fetch-site', 'same-origin'], ['x-forwarded-for', network]] as const) headers.set(name, value);
      if (isWithCookies && jar.size) headers.set('cookie', Array.from(jar, (pair) => pair.join('=')).join('; '));
      const response = await fetch(address, { ...init, headers });
      if (isWithCookies) for (const cookie of response.headers.getSetCookie()) take(cookie, jar);
      return response;
    },
  });
  jars.set(adapter, jar);
  return adapter;
}

function take(cookie: string, jar: Jar): void {
  const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
  if (!value || /;\s*max-age=0/i.test(cookie)) jar.delete(name);
  else jar.set(name, value);
}
