/** Why a field was refused. Every locale has a text for each. */
export const faultReasons = ['required', 'too-long', 'too-short', 'malformed', 'characters', 'unknown', 'taken', 'common', 'wrong', 'expired'] as const;

/**
 * - `required`: nothing there. `too-long`: over its bound. `malformed`: not of the form it must have.
 * - `too-short`: under its bound. `taken`: a name that belongs to somebody else. `common`: a password that is easily guessed.
 * - `wrong`: a code or password that is not the one. `expired`: good no longer, and to be asked for anew.
 * - `characters`: control, direction-changing or broken characters. `unknown`: a field or value that nobody expects.
 */
export type FaultReason = (typeof faultReasons)[number];
