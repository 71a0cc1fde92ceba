/** The launcher (packaging/bin) puts this before `--` and the person's own arguments. */
const SWITCH = '--cli';
/** What the command line puts there when it needs a process of its own for the keychain (`src/cli/keychain.ts`). */
const ASKS_KEYCHAIN = '--ask-keychain';

/**
 * What the person typed after `latchkey`, or `null` when the desktop program is meant. Only words before the first `--`
 * are the launcher's: what comes after it is never taken for a switch, by Chromium neither.
 */
export function commandLineOf(argv: readonly string[]): readonly string[] | null {
  const end = argv.indexOf('--');
  return end !== -1 && argv.slice(1, end).includes(SWITCH) ? argv.slice(end + 1) : null;
}

/** Whether this is the command line's process for the keychain, and neither it nor the desktop program. */
export function asksKeychain(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return end !== -1 && argv.slice(1, end).includes(ASKS_KEYCHAIN);
}

/** Answers the command line's question and ends this process; nothing of the desktop program is loaded. */
export async function askKeychain(): Promise<void> {
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  await import('./anchor-helper.ts');
  process.exit(0);
}

/** Runs the command line in this process and ends it; nothing of the desktop program is loaded. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  // Otherwise Electron would show a dialog and warn of what Node ends a process for.
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.argv = [process.execPath, 'latchkey', ...args];
  await import('../cli/index.ts');
  for (const stream of [process.stdout, process.stderr]) await drained(stream);
  // Electron's own forgets it.
  process.exit(process.exitCode);
}

function fail(error: unknown): void {
  // Whoever reads our output has enough of it, as `head` has after ten lines.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.exit(2);
  process.stderr.write(
    `latchkey: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(2);
}

/** On Windows a pipe is written to after the call that wrote. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));
