#!/usr/bin/env node
import { administer, isDeed } from './administration.ts';
import { ConfigError, DatabaseError, jsonLog, ModerationError, readConfig, startServer } from './app.ts';

const [deed, ...words] = process.argv.slice(2);
try {
  const config = readConfig(process.env);
  if (deed === undefined) await serve(config);
  else if (isDeed(deed)) console.log(await administer(config, deed, words));
  else fail(`There is no command ${deed}. Without a command the server starts; the others are close, open, approve, remove.`);
} catch (thrown) {
  fail(sentenceFor(thrown));
}

/** Serves until it is told to end, and then ends what is under way first. */
async function serve(config: ReturnType<typeof readConfig>): Promise<void> {
  const log = jsonLog((lines) => process.stdout.write(lines));
  const server = await startServer(config, { log });
  let isEnding = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(1);
      isEnding = true;
      void server.close().then(() => {
        log.flush();
        // Node's own way out would wait for whatever still holds the loop.
        process.exit(0);
      });
    });
  }
  // Whoever reads this line may end the server at once, so it comes when that is handled.
  process.stdout.write(`Dîwan listens on ${config.publicUrl ?? server.url}\n`);
  if (server.mailboxUrl !== null) process.stdout.write(`Its mails are shown at ${server.mailboxUrl}\n`);
  else if (server.mail.mailbox) process.stdout.write('It sends no mails: set DIWAN_SMTP and DIWAN_MAIL_FROM.\n');
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

function sentenceFor(thrown: unknown): string {
  if (thrown instanceof ConfigError || thrown instanceof DatabaseError || thrown instanceof ModerationError) return thrown.message;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken by another program: set PORT to another, or 0 for any.';
  if (code === 'EACCES') return 'The port may not be opened by this user: set PORT to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST is not an address of this machine.';
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
