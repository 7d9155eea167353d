/** What can be wrong with a browser's database. */
export type DatabaseFault = 'none' | 'refused' | 'full' | 'hangs';

interface Request {
  result: unknown;
  onsuccess?: () => void;
  onerror?: () => void;
  onupgradeneeded?: () => void;
  error: unknown;
}

/**
 * Puts an IndexedDB in memory in place of the global one, which Node has not: as much of it as `databaseStore` uses. It keeps what is put
 * into it, keys that cannot be exported too, and outlives the "pages" of a test.
 */
export function installDatabase(): { fault: DatabaseFault; readonly records: Map<string, unknown> } {
  const installed = { fault: 'none' as DatabaseFault, records: new Map<string, unknown>() };
  const { records } = installed;

  const answered = (answer: () => unknown, over: () => void = () => undefined): Request => {
    const request: Request = { result: undefined, error: null };
    setImmediate(() => {
      request.result = answer();
      request.onsuccess?.();
      setImmediate(over);
    });
    return request;
  };

  function transaction() {
    if (installed.fault === 'refused') throw new DOMException('refused', 'SecurityError');
    let open = 0;
    let isAborted = false;
    const changes: (() => void)[] = [];
    const running = { oncomplete: null as (() => void) | null, onabort: null as (() => void) | null, error: null as unknown, abort: () => (isAborted = true), objectStore: () => objects };
    const settle = () => {
      if (--open > 0 || isAborted) return;
      if (installed.fault === 'full' && changes.length > 0) {
        running.error = new DOMException('full', 'QuotaExceededError');
        running.onabort?.();
        return;
      }
      for (const change of changes.splice(0)) change();
      running.oncomplete?.();
    };
    const during = (answer: () => unknown) => {
      open++;
      return installed.fault === 'hangs' ? { result: undefined, error: null } : answered(answer, settle);
    };
    const objects = {
      transaction: running,
      get: (key: string) => during(() => records.get(key)),
      getAllKeys: () => during(() => [...records.keys()]),
      put: (value: unknown, key: string) => during(() => changes.push(() => records.set(key, value))),
      delete: (key: string) => during(() => changes.push(() => records.delete(key))),
    };
    return running;
  }

  const factory = {
    open: () => answered(() => ({ transaction, createObjectStore: () => undefined, close: () => undefined })),
  };
  Object.defineProperty(globalThis, 'indexedDB', { value: factory, configurable: true });
  return installed;
}
