/** What is found in a page: something to press, or to write in, by what it is called; or anything by a selector. */
export type Wanted = 'button' | 'field' | 'selector';

/** A tab of any engine. {@link Visitor} says what a reader does in it. */
export interface Tab {
  readonly goTo: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Runs a function in the page, which knows nothing but its arguments. */
  readonly ask: <Args extends readonly (string | number)[], Answer>(f: (...args: Args) => Answer, ...args: Args) => Promise<Awaited<Answer>>;
  /** Presses what is found, as a reader does. Throws where there is no such thing. */
  readonly press: (wanted: Wanted, name: string) => Promise<void>;
  /** Types into what is found, instead of what stands there. */
  readonly write: (wanted: Wanted, name: string, text: string) => Promise<void>;
}

/**
 * Runs in a page: the first visible one that is called exactly so, through all shadow roots; only in the dialog where one is open, since the rest cannot be
 * reached then.
 */
export function findInPage(wanted: Wanted, name: string): HTMLElement | null;
/** The same: what stands in it, or `null` where there is no such thing. */
export function findInPage(wanted: Wanted, name: string, answer: 'value'): string | null;
export function findInPage(wanted: Wanted, name: string, answer?: 'value'): HTMLElement | string | null {
  const within = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
  const everything = within(document);
  const dialog = everything.find((element) => element.matches('dialog:modal'));
  const plain = (text: string | null | undefined) => (text ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
  const isCalledSo = (element: HTMLElement): boolean => {
    if (wanted === 'selector') return element.matches(name);
    if (wanted === 'button') return element.matches('button, a[href]') && plain(element.getAttribute('aria-label') ?? element.textContent) === name;
    const labels = element.matches('input, textarea') ? [...((element as HTMLInputElement).labels ?? [])] : [];
    return labels.some((label) => plain(label.textContent) === name);
  };
  const found = (dialog ? within(dialog) : everything).find((element) => isCalledSo(element) && element.checkVisibility());
  found?.scrollIntoView({ block: 'center', behavior: 'instant' });
  if (!found || answer !== 'value') return found ?? null;
  return (found as HTMLInputElement).value ?? '';
}

/** Runs in a page: everything that can be read there, shadow roots and all. */
export function textInPage(): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLElement && (node.matches('script, style, noscript') || !node.checkVisibility())) return '';
    const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    return [...inside].map(read).join('') + (node instanceof HTMLElement && getComputedStyle(node).display !== 'inline' ? '\n' : '');
  };
  return read(document.body).replace(/[\u2066-\u2069]/g, '').replace(/[^\S\n]+/g, ' ');
}

/** Runs in a page: what holds the session here, as far as the page can know. A cookie can be seen by no script. */
export function heldInPage(): Promise<'tokens' | 'cookie'> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('diwan');
    opening.onerror = () => reject(new Error('The database does not open.'));
    opening.onsuccess = () => {
      const { result: database } = opening;
      const keys = database.transaction('records').objectStore('records').getAllKeys();
      keys.onsuccess = () => {
        database.close();
        resolve(keys.result.some((key) => typeof key === 'string' && key.startsWith('v1:session:')) ? 'tokens' : 'cookie');
      };
    };
  });
}
