/** What a browser shows after it followed where it was led. */
export interface Shown {
  readonly url: URL;
  /** `null` for a page that no test serves: only its address is looked at. */
  readonly status: number | null;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without a window: cookies by host, redirects followed, forms filled in. Pages of the sites are not asked for. */
export class TestBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Opens an address and follows wherever it leads on this machine. */
  async open(address: string | URL, init: RequestInit = {}): Promise<Shown> {
    let url = new URL(address);
    let request = init;
    for (let step = 0; step < 20; step++) {
      if (url.hostname !== '127.0.0.1') return { url, status: null, text: '', headers: new Headers() };
      const response = await fetch(url, { redirect: 'manual', ...request, headers: { ...(request.headers as Record<string, string>), cookie: this.cookiesFor(url) } });
      for (const cookie of response.headers.getSetCookie()) this.#keep(url, cookie);
      const location = response.headers.get('location');
      const text = await response.text();
      if (location === null) return { url, status: response.status, text, headers: response.headers };
      url = new URL(location, url);
      request = {};
    }
    throw new Error('Led round in a ring.');
  }

  /** Fills in the form of a page and sends it. */
  async submit(page: Shown, fields: Record<string, string>): Promise<Shown> {
    const action = /<form[^>]*action="([^"]*)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`There is no form at ${page.url.href}: ${page.text}`);
    const hidden = [...page.text.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map(([, name, value]): [string, string] => [name!, value!]);
    const body = new URLSearchParams([...hidden, ...Object.entries(fields)]);
    return await this.open(new URL(action, page.url), { method: 'POST', body });
  }

  /** Sends JSON from a page of the same origin. */
  async send(address: string, body: object): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const { origin } = new URL(address);
    const shown = await this.open(address, { method: 'POST', headers: { 'content-type': 'application/json', origin, 'sec-fetch-site': 'same-origin' }, body: JSON.stringify(body) });
    return { status: shown.status ?? 0, body: JSON.parse(shown.text) as Record<string, unknown> };
  }

  /** The cookies that go to an address. */
  cookiesFor(url: URL): string {
    return [...(this.#cookies.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep({ host }: URL, header: string): void {
    const [pair = '', ...attributes] = header.split(';');
    const [name = '', ...value] = pair.split('=');
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    if (attributes.some((each) => /^\s*(?:max-age=0|expires=Thu, 01 Jan 1970)/i.test(each))) jar.delete(name);
    else jar.set(name, value.join('='));
  }
}
