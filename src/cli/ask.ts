import { openStore } from '../core/db/open.ts';
import { type Answer, answerOf } from '../core/verification/answer.ts';
import { type Verification, Verifier } from '../core/verification/verifier.ts';
import { readKey } from './read-key.ts';
import { parseRequest } from './request-options.ts';
import type { ExitCode, Surroundings } from './verb.ts';

/** What a verb that asks about one key prints. */
interface Tells {
  readonly help: string;
  readonly text: (answer: Answer, asked: Asked) => string;
  readonly json: (answer: Answer, asked: Asked) => object;
}

interface Asked {
  readonly key: string;
  readonly verification: Verification;
}

/** Asks the store about one key, changes nothing, and prints the answer; the exit status says whether it is valid. */
export async function ask(args: readonly string[], around: Surroundings, tells: Tells): Promise<ExitCode> {
  const options = parseRequest(args, around);
  if (options.help) {
    around.out(tells.help);
    return 0;
  }
  const key = await readKey(around);
  const store = await openStore({ path: options.storePath, mode: 'read', now: around.now });
  try {
    const verifier = new Verifier(store.sqlite);
    const verification = verifier.verify({ ...options.request, key }, around.now());
    const answer = answerOf(verifier, verification);
    const asked = { key, verification };
    around.out(options.json ? `${JSON.stringify(tells.json(answer, asked))}\n` : tells.text(answer, asked));
    return answer.valid ? 0 : 1;
  } finally {
    await store.close();
  }
}
