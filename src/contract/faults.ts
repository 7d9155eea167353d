/** Why a field was refused. Every locale has a text for each. */
export const faultReasons = ['required', 'too-long', 'malformed', 'characters', 'unknown'] as const;

/**
 * - `required`: nothing there. `too-long`: over its bound. `malformed`: not of the form it must have.
 * - `characters`: control, direction-changing or broken characters. `unknown`: a field or value that nobody expects.
 */
export type FaultReason = (typeof faultReasons)[number];
