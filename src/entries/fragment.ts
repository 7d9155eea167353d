/** What a sign-in came back with. It leaves the page's address at once, so that it stands in no bookmark, no history and no script's sight for longer. */
let fragment: string | null = /^#diwan(-failed)?=/.test(location.hash) ? location.hash : null;

if (fragment) {
  try {
    history.replaceState(history.state, '', location.pathname + location.search);
  } catch {
    // A sandboxed page may not write its address. What stands there is good once, and for a minute.
  }
}

/** Answers it to the first who asks, and `null` to everybody else. */
export function takeFragment(): string | null {
  const taken = fragment;
  fragment = null;
  return taken;
}
