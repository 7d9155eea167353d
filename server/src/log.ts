import type { Log } from './routes/endpoint.ts';

/**
 * Writes one line of JSON for each request, without addresses, names or anything that was sent.
 * Lines are gathered for as long as the program is busy anyway and written together.
 *
 * @param write takes whole lines.
 */
export function jsonLog(write: (lines: string) => void): Log & { readonly flush: () => void } {
  let lines = '';
  function flush(): void {
    const gathered = lines;
    lines = '';
    if (gathered) write(gathered);
  }
  function add(entry: object): void {
    if (lines === '') setImmediate(flush);
    lines += `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`;
  }
  return {
    flush,
    request: ({ method, route, status, ms, bytes }) => add({ method, route, status, ms: Math.round(ms * 100) / 100, bytes }),
    mistake: (route, thrown) => add({ level: 'error', route, error: whereFrom(thrown) }),
  };
}

/** For a server in a test: its requests interest nobody, and a mistake is shown whole. */
export const silentLog: Log = { request: () => {}, mistake: (route, thrown) => console.error(route, thrown) };

/** The kind of an error and where it came from. Not its message, which may repeat what somebody wrote. */
function whereFrom(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: thrown.name, code: 'code' in thrown ? String(thrown.code) : undefined, at: frames.slice(0, 8).map((line) => line.trim()) };
}
