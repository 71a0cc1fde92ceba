import { explainSqliteError } from '../core/db/errors.ts';
import { AppError } from '../shared/rpc.ts';
import { audit } from './audit/index.ts';
import { backup } from './backup.ts';
import { doctor } from './doctor.ts';
import { exportKeys } from './export.ts';
import { explain as explainVerb } from './explain.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';
import { verify } from './verify.ts';

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['verify', verify],
  ['explain', explainVerb],
  ['serve', serve],
  ['audit', audit],
  ['backup', backup],
  ['restore', restore],
  ['doctor', doctor],
  ['export', exportKeys],
]);

/** Runs one command line and gives its exit status; writes answers to `out` and troubles to `err`. */
export async function run(args: readonly string[], version: string, around: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--version') {
    around.out(`latchkey ${version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? around.err : around.out)(overview());
    return name === undefined ? 2 : 0;
  }
  const verb = VERBS.get(name);
  if (!verb) {
    around.err(`latchkey: this verb is not known.\n\n${overview()}`);
    return 2;
  }
  return attempt(verb, rest, around);
}

async function attempt(verb: Verb, args: readonly string[], around: Surroundings): Promise<ExitCode> {
  try {
    return await verb.run(args, around);
  } catch (error) {
    const { code, message } = explain(error);
    if (args.includes('--json')) around.out(`${JSON.stringify({ error: { code, message } })}\n`);
    else around.err(`latchkey: ${message}${code === 'USAGE' ? `\n\n${verb.help}` : ` (${code})\n`}`);
    return 2;
  }
}

function explain(thrown: unknown): { readonly code: string; readonly message: string } {
  // A page that turns out to be damaged only when it is read has not gone by what explains such things.
  const error = explainSqliteError(thrown);
  if (error instanceof UsageError) return { code: 'USAGE', message: error.message };
  if (error instanceof AppError) return error;
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

function overview(): string {
  const verbs = [...VERBS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`).join('\n');
  return `Usage: latchkey VERB [OPTION …]\n\n${verbs}\n\nlatchkey VERB --help explains a verb, --version names the version.\n`;
}
