import { resolve } from 'node:path';
import { type Diagnosis, examineStore } from '../core/doctor/examine-store.ts';
import { helping, parseOptions, storePathOf } from './options.ts';
import { watched } from './store-work.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey doctor [OPTION …]

Looks at the store and at what is around it (its file and folder, every page, the
activity log, the clock, backups, the endpoint), names what is wrong and says what
to do. What it could not look at, for want of a keychain for example, it names too.
Changes nothing.

  --json         JSON instead of text
  --store PATH   the store to look at (default: the desktop program's)
  --help         this text

Exit status: 0 nothing is known to be wrong, 1 something is, 2 it could not look.
`;

/** `latchkey doctor`: names what is wrong with a store, and what to do. */
export const doctor: Verb = helping({
  summary: 'Look what is wrong with the store, and what to do',
  help,
  run,
});

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError('doctor takes options only.');
  const storePath = storePathOf(values.store, around);
  const anchorOf = (logId: string) => around.askKeychain({ path: resolve(storePath), logId });
  const uid = process.getuid?.();
  const diagnosis = await watched(around, (watch) =>
    examineStore({ storePath, uid, now: around.now(), anchorOf }, watch),
  );
  const { troubles, unseen } = diagnosis;
  const ok = troubles.length === 0;
  if (values.json) around.out(`${JSON.stringify({ ok, path: storePath, troubles, notLookedAt: unseen })}\n`);
  else around.out(inText(storePath, diagnosis));
  return ok ? 0 : 1;
}

const OPTIONS = {
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

function inText(path: string, { troubles, unseen }: Diagnosis): string {
  const fine = `OK  ${path}: nothing is wrong${unseen.length === 0 ? '' : ' in what was looked at'}.`;
  const lines = [troubles.length === 0 ? fine : `WRONG  ${path}`];
  for (const { code, what, cure } of troubles) lines.push('', `${code}  ${what}`, `  → ${cure}`);
  if (unseen.length > 0) lines.push('', 'Not looked at:');
  for (const { code, what, cure } of unseen) lines.push('', `${code}  ${what}`, `  → ${cure}`);
  return `${lines.join('\n')}\n`;
}
