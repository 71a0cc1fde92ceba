import { anchorIn, entryName } from '../core/audit/integrity/log-signer.ts';
import { examineStore } from '../core/doctor/examine-store.ts';
import type { Trouble } from '../core/doctor/trouble.ts';
import { askKeychain } from './keychain.ts';
import { helping, parseOptions, storePathOf } from './options.ts';
import { watched } from './store-work.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey doctor [OPTION …]

Looks at the store and at what is around it (its file and folder, every page, the
activity log, the clock, backups, the endpoint), names what is wrong and says what
to do. Changes nothing.

  --json         JSON instead of text
  --store PATH   the store to look at (default: the desktop program's)
  --help         this text

Exit status: 0 nothing is wrong, 1 something is, 2 it could not look.
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
  let asked: 'answered' | 'silent' | 'not asked' = 'not asked';
  const anchorOf = async (logId: string) => {
    const kept = await askKeychain(entryName(logId));
    asked = kept === undefined ? 'silent' : 'answered';
    return kept == null ? null : anchorIn(logId, kept);
  };
  const uid = process.getuid?.();
  const found = await watched(around, (watch) =>
    examineStore({ storePath, uid, now: around.now(), anchorOf }, watch),
  );
  const ok = found.length === 0;
  if (values.json)
    around.out(`${JSON.stringify({ ok, path: storePath, keychain: asked, troubles: found })}\n`);
  else around.out(inText(storePath, found, asked));
  return ok ? 0 : 1;
}

const OPTIONS = {
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

function inText(path: string, found: readonly Trouble[], keychain: string): string {
  const lines = [found.length === 0 ? `OK  ${path}: nothing is wrong.` : `WRONG  ${path}`];
  for (const { code, what, cure } of found) lines.push('', `${code}  ${what}`, `  → ${cure}`);
  if (keychain === 'silent') {
    lines.push('', 'Not looked at: whether the log is the one that was signed. The keychain did not answer.');
  }
  return `${lines.join('\n')}\n`;
}
