/** A method of the page's, as it is replaced. */
type Method = (this: unknown, ...given: readonly unknown[]) => unknown;

/** What was begun and not ended: listeners on the page, intervals, and observers of any kind. */
export class Begun {
  readonly #open = new Map<unknown, string>();
  readonly #restore: (() => void)[] = [];

  /** Watches from now on. */
  constructor() {
    for (const target of [window, document]) this.#watchListeners(target);
    this.#replace(window, 'setInterval', (original) => (...given: Parameters<typeof setInterval>) => {
      const timer = original.call(window, ...given);
      this.#open.set(timer, 'an interval');
      return timer;
    });
    this.#replace(window, 'clearInterval', (original) => (timer: number) => {
      this.#open.delete(timer);
      original.call(window, timer);
    });
    for (const kind of [IntersectionObserver, MutationObserver, ResizeObserver]) this.#watchObserver(kind.prototype, kind.name);
  }

  /** What is still open, in words. */
  get left(): readonly string[] {
    return [...this.#open.values()];
  }

  /** Watches no more. */
  end(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  #watchListeners(target: EventTarget): void {
    const names = new WeakMap<object, Map<string, object>>();
    const key = (listener: object, type: string) => {
      const known = names.get(listener) ?? new Map<string, object>();
      names.set(listener, known.set(type, known.get(type) ?? {}));
      return known.get(type);
    };
    this.#replace(target, 'addEventListener', (original) => (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      if (!options?.once) this.#open.set(key(listener, type), `a listener for ${type}`);
      options?.signal?.addEventListener('abort', () => this.#open.delete(key(listener, type)), { once: true });
      original.call(target, type, listener, options);
    });
    this.#replace(target, 'removeEventListener', (original) => (type: string, listener: EventListener, options?: EventListenerOptions) => {
      this.#open.delete(key(listener, type));
      original.call(target, type, listener, options);
    });
  }

  #watchObserver(prototype: object, name: string): void {
    const open = this.#open;
    const seen = new WeakMap<object, Map<unknown, object>>();
    this.#replace(prototype, 'observe', (original) => function (this: object, target: unknown, ...rest: readonly unknown[]) {
      const known = seen.get(this) ?? new Map<unknown, object>();
      seen.set(this, known.set(target, {}));
      open.set(known.get(target), `${name} of ${String(target)}`);
      original.call(this, target, ...rest);
    });
    this.#replace(prototype, 'unobserve', (original) => function (this: object, target: unknown) {
      open.delete(seen.get(this)?.get(target));
      original.call(this, target);
    });
    this.#replace(prototype, 'disconnect', (original) => function (this: object) {
      for (const mark of seen.get(this)?.values() ?? []) open.delete(mark);
      original.call(this);
    });
  }

  #replace(owner: object, name: string, make: (original: Method) => unknown): void {
    const methods = owner as Record<string, Method | undefined>;
    const wasOwn = Object.hasOwn(owner, name);
    const original = methods[name];
    if (!original) return;
    Object.defineProperty(owner, name, { value: make(original), configurable: true, writable: true });
    this.#restore.push(() => {
      if (wasOwn) methods[name] = original;
      else Reflect.deleteProperty(owner, name);
    });
  }
}
