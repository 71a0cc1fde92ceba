import { defaultStorePath } from '../core/db/default-path.ts';
import { openStore } from '../core/db/open.ts';
import { answerOf } from '../core/verification/answer.ts';
import { explain as explainSteps, type Step } from '../core/verification/explain.ts';
import { Verifier } from '../core/verification/verifier.ts';
import { readKey } from './read-key.ts';
import { parseRequest, REQUEST_HELP } from './request-options.ts';
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

const MARKS: Readonly<Record<Step['result'], string>> = { passed: '✓', refused: '✗', 'not reached': '·' };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const options = parseRequest(args);
  if (options.help) {
    around.out(help);
    return 0;
  }
  const key = await readKey(around);
  const path = options.store ?? defaultStorePath(around.platform, around.home, around.env);
  const store = await openStore({ path, mode: 'read', now: around.now });
  try {
    const verifier = new Verifier(store.sqlite);
    const verification = verifier.verify({ ...options.request, key }, around.now());
    const { steps } = explainSteps({ key }, verification.subject);
    const answer = answerOf(verifier, verification);
    if (options.json) around.out(`${JSON.stringify({ ...answer, steps })}\n`);
    else {
      const lines = steps.map(({ code, result, reason }) => `${MARKS[result]} ${code.padEnd(26)}${reason}`);
      around.out(`${[...lines, '', `${answer.code}  ${answer.message}`].join('\n')}\n`);
    }
    return answer.valid ? 0 : 1;
  } finally {
    await store.close();
  }
}
