import { HttpAdapter } from '../adapters/http/http-adapter.ts';
import type { CommentsAdapter } from '../adapters/adapter.ts';
import { isCommentsError } from '../contract/index.ts';
import { conform, type RuleResult } from './conform.ts';
import { coloured, plain, resultLines, summaryLines } from './report.ts';
import { described } from './verdict.ts';

/** What the command line needs of where it runs; `bin/diwan.mjs` gives Node's. */
export interface CommandHost {
  readonly args: readonly string[];
  /** Whether colours are welcome: a terminal, and no `NO_COLOR`. */
  readonly isColoured: boolean;
  /** Writes a line of the result. */
  print(line: string): void;
  /** Writes a line about what went wrong with the command itself. */
  complain(line: string): void;
  /** Makes the adapter for a server's address; the `http` adapter where left out. */
  readonly connect?: (server: string) => CommentsAdapter;
}

const usage = `diwan conform <url> [--site ORIGIN] [--json]

Tells whether a server keeps Dîwan's contract (docs/adapters.md). It writes comments
into threads of its own below /conformance/, so give it a server made for trying.

  <url>          the server's address: https://comments.example.org
  --site ORIGIN  the site whose threads it writes in; the address's own origin if left out
  --json         print the report as JSON
  --help         print this

Exit code: 0 it keeps the contract, 1 it does not, 2 it could not be examined.`;

interface Order {
  readonly server: string;
  readonly site: string;
  readonly asJson: boolean;
}

/** Runs the command and answers its exit code: 0 the contract is kept, 1 it is not, 2 it could not be examined. */
export async function runCommand(host: CommandHost): Promise<0 | 1 | 2> {
  if (host.args.includes('--help') || host.args.includes('-h')) {
    host.print(usage);
    return 0;
  }
  const order = readOrder(host.args);
  if (typeof order === 'string') {
    host.complain(`${order}\n\n${usage}`);
    return 2;
  }
  const { server, site, asJson } = order;
  const connect = host.connect ?? ((address) => new HttpAdapter({ server: address }));
  const obstacle = await obstacleOf(connect(server), order);
  if (obstacle) {
    host.complain(obstacle);
    return 2;
  }

  const palette = host.isColoured && !asJson ? coloured : plain;
  let before: RuleResult | undefined;
  const report = await conform(
    { create: () => connect(server), another: () => connect(server), site },
    {
      onResult: (result) => {
        if (!asJson) for (const line of resultLines(result, before, palette)) host.print(line);
        before = result;
      },
    },
  );
  if (asJson) host.print(JSON.stringify({ server, site, ...report }, null, 2));
  else for (const line of summaryLines(report, palette)) host.print(line);
  return report.failed === 0 ? 0 : 1;
}

/** What the arguments ask for, or what is wrong with them. */
function readOrder([command, ...rest]: readonly string[]): Order | string {
  if (command !== 'conform') return command === undefined ? 'Say what to do.' : `There is no command "${command}".`;
  let url: string | undefined;
  let site: string | undefined;
  let asJson = false;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]!;
    if (word === '--json') asJson = true;
    else if (word === '--site') site = rest[++index] ?? '';
    else if (word.startsWith('--site=')) site = word.slice('--site='.length);
    else if (word.startsWith('-')) return `There is no option "${word}".`;
    else if (url === undefined) url = word;
    else return `One address is enough: "${word}" is too many.`;
  }
  if (url === undefined) return "Give the server's address.";
  const server = addressOf(url);
  if (!server) return `"${url}" is no address: it must begin with http:// or https://.`;
  if (site === undefined) return { server: server.href, site: server.origin, asJson };
  if (addressOf(site)?.origin !== site) return `"${site}" is no origin: give one like https://news.example.`;
  return { server: server.href, site, asJson };
}

function addressOf(text: string): URL | null {
  const address = URL.canParse(text) ? new URL(text) : null;
  return address && /^https?:$/.test(address.protocol) ? address : null;
}

/** Why there is nothing to examine, or `null`. A server that answers something wrong is examined: that is what the rules are for. */
async function obstacleOf(adapter: CommentsAdapter, { server, site }: Order): Promise<string | null> {
  const ref = { site, key: '/conformance', url: null, title: null };
  try {
    await adapter.loadThread(ref, { sort: 'oldest', size: 1, at: { page: 1 }, asOf: null });
  } catch (thrown) {
    if (!isCommentsError(thrown)) throw thrown;
    const reason = thrown.cause ? ` (${described(deepestOf(thrown.cause))})` : '';
    if (['offline', 'timeout', 'unavailable'].includes(thrown.code)) return `${server} does not answer: ${thrown.message}${reason}. Is it running there?`;
    if (thrown.code === 'not-found') return `${server} answers, but not with comments: ${thrown.message}. Is the path right?`;
    if (thrown.code === 'forbidden') return `${server} does not serve the site ${site}: name one that it does with --site.`;
  } finally {
    await adapter.close().catch(() => {}); // lifecycle.close is the rule that tells
  }
  return null;
}

/** What `fetch` hides below "fetch failed": the refused connection, the unknown name. */
function deepestOf(thrown: unknown): unknown {
  return thrown instanceof Error && thrown.cause instanceof Error ? deepestOf(thrown.cause) : thrown;
}
