/** What a page knows of its network. That it is on line proves nothing; that it is not is certain. */
export interface Network {
  readonly navigator: { readonly onLine: boolean };
  addEventListener(type: 'online' | 'offline', listener: () => void, options: { readonly signal: AbortSignal }): void;
}
