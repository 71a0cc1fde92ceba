import { type AnchorAnswer, type AnchorQuestion, QUESTION } from '../core/audit/integrity/anchor-question.ts';
import { askAnchor } from '../core/audit/integrity/log-signer.ts';
import { explainKeychain } from '../shared/keychain-words.ts';
import { readEntry } from './keychain-entries.ts';

/**
 * The command line's process for the OS keychain, which `src/cli/keychain.ts` starts and kills when it is late. It tells
 * what was signed last and by which key, and nothing that is secret: the seed does not leave it.
 */

const { path, logId } = JSON.parse(process.env[QUESTION] ?? '') as AnchorQuestion;
const answer = await askAnchor({ get: readEntry }, path, logId).then(
  (anchor): AnchorAnswer => ({ ok: true, anchor }),
  (error: unknown): AnchorAnswer => ({
    ok: false,
    unavailable: explainKeychain(error instanceof Error ? error.message : String(error)),
  }),
);
await new Promise<void>((written) => process.stdout.write(JSON.stringify(answer), () => written()));
