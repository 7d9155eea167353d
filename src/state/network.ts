/** Whether there is a network at all. `true` proves nothing; `false` is certain. */
export interface Network {
  readonly online: boolean;
  /** Calls back whenever {@link online} may have changed, until the signal aborts. */
  subscribe(listener: () => void, signal: AbortSignal): void;
}
