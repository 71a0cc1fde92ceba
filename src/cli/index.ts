#!/usr/bin/env node
import { homedir } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { drained } from './drained.ts';
import { askKeychain } from './keychain.ts';
import { run } from './run.ts';

// What nobody wants to hear is no reason to end.
process.stderr.on('error', () => undefined);
// A full disk, or a reader that has gone: what was asked for is not there whole, and no exit status that means something else.
process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') process.stderr.write(`latchkey: The output could not be written (${code}).\n`);
  process.exit(2);
});

process.exitCode = await run(process.argv.slice(2), packageJson.version, {
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  drained: () => drained(process.stdout),
  err: (text) => void process.stderr.write(text),
  ...(process.stderr.isTTY && { progress: (text: string) => void process.stderr.write(text) }),
  env: process.env,
  platform: process.platform,
  home: homedir(),
  now: Date.now,
  askKeychain,
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
});
