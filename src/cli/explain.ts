import { explain as explainSteps, type Step } from '../core/verification/explain.ts';
import type { Verification } from '../core/verification/verifier.ts';
import { ask } from './ask.ts';
import { REQUEST_HELP } from './request-options.ts';
import type { ExitCode, Surroundings, Verb } from './verb.ts';

const help = `Usage: latchkey explain [OPTION …] < FILE

Shows every step of a verification with its result and the reason. The key comes
from LATCHKEY_KEY or standard input, as for latchkey verify.

${REQUEST_HELP}
Exit status: 0 the key is valid, 1 it is refused, 2 the question could not be
answered.
`;

/** `latchkey explain`: why a key is valid or refused, by the code that decides it. */
export const explain: Verb = { summary: 'Show why a key is valid or refused', help, run };

const MARKS: Readonly<Record<Step['result'], string>> = {
  passed: '✓',
  refused: '✗',
  'not reached': '·',
  'not simulated': '?',
};

function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  return ask(args, around, {
    help,
    json: (answer, asked) => ({ ...answer, steps: stepsOf(asked) }),
    text: ({ code, message }, asked) => {
      const lines = stepsOf(asked).map(
        (step) => `${MARKS[step.result]} ${step.code.padEnd(26)}${step.reason}`,
      );
      return `${[...lines, '', `${code}  ${message}`].join('\n')}\n`;
    },
  });
}

const stepsOf = ({ verification }: { readonly verification: Verification }) =>
  explainSteps(verification).steps;
