/** Tells the site's other tabs something, as a `BroadcastChannel` does: every tab but the one that posts hears it, in order, or never. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void, options?: { readonly signal: AbortSignal }): void;
}
