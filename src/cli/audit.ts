import { findings } from './audit/findings.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

/** What can be audited, each a verb of its own. */
const VERBS: ReadonlyMap<string, Verb> = new Map([['findings', findings]]);

const help = `Usage: latchkey audit WHAT [OPTION …]

${[...VERBS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`).join('\n')}

latchkey audit WHAT --help explains one.
`;

/** `latchkey audit …`: what the desktop program's screens under Audit do, for scripts. */
export const audit: Verb = { summary: 'Look for what should be mended', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const [what, ...rest] = args;
  if (what === '--help' || what === '-h') {
    around.out(help);
    return 0;
  }
  const verb = what === undefined ? undefined : VERBS.get(what);
  if (!verb) throw new UsageError('Say what to audit.');
  return verb.run(rest, around);
}
