import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';
import { findings } from './findings.ts';
import { identify } from './identify.ts';
import { log } from './log.ts';
import { report } from './report.ts';
import { scan } from './scan.ts';
import { verify } from './verify.ts';

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['findings', findings],
  ['identify', identify],
  ['log', log],
  ['report', report],
  ['scan', scan],
  ['verify', verify],
]);

const help = `Usage: latchkey audit VERB [OPTION …]

${[...VERBS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`).join('\n')}

latchkey audit VERB --help explains a verb.
`;

/** `latchkey audit`: looking back, offline. */
export const audit: Verb = { summary: 'Look back: what should be mended, and what has leaked', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') {
    around.out(help);
    return 0;
  }
  const verb = name === undefined ? undefined : VERBS.get(name);
  if (!verb) throw new UsageError('Say which of these verbs is meant.');
  try {
    return await verb.run(rest, around);
  } catch (error) {
    // With the help of the verb that was meant.
    if (error instanceof UsageError && !args.includes('--json')) {
      around.err(`latchkey: ${error.message}\n\n${verb.help}`);
      return 2;
    }
    throw error;
  }
}
