import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells when a `lang` around an element may have changed, as long as the element is connected. */
export class LanguageObserver implements ReactiveController {
  readonly #host: Element;
  readonly #observer: MutationObserver;

  constructor(host: Element & ReactiveControllerHost, changed: () => void) {
    this.#host = host;
    this.#observer = new MutationObserver(changed);
    host.addController(this);
  }

  hostConnected(): void {
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      this.#observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
    }
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}
