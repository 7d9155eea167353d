/** What every call that waits takes. */
export interface CallOptions {
  /** When it aborts, the call rejects at once with the signal's own reason, untouched. */
  readonly signal?: AbortSignal;
}
