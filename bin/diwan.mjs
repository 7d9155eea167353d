#!/usr/bin/env node
/** `npx diwan conform <url>`: see `src/conformance/cli.ts`, which this gives what Node has. */
import process from 'node:process';
import { runCommand } from '../dist/lib/conformance/cli.js';

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  isColoured: Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'],
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
