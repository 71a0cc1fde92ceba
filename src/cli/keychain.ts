import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type AnchorAnswer, type AnchorQuestion, QUESTION } from '../core/audit/integrity/anchor-question.ts';
import { explainKeychain, keychainNotAnswering } from '../shared/keychain-words.ts';

/** The longest that anybody waits for the keychain. Milliseconds. */
const DEADLINE = 5_000;

/**
 * Asks the keychain what it knows of a log, by a process of its own, because a locked keychain blocks whoever asks.
 * Never waits for longer than five seconds.
 */
export async function askKeychain(question: AnchorQuestion): Promise<AnchorAnswer> {
  const [program, args] = helper();
  // Not on its standard input, which a program with windows does not have on every system.
  const env = { ...process.env, [QUESTION]: JSON.stringify(question) };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const late = new Promise<AnchorAnswer>((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, unavailable: keychainNotAnswering() });
      child.kill('SIGKILL');
    }, DEADLINE);
    child.once('close', () => clearTimeout(timer));
  });
  const ended: AnchorAnswer = { ok: false, unavailable: explainKeychain('the helper process ended') };
  const failed = new Promise<AnchorAnswer>((resolve) => child.once('error', () => resolve(ended)));
  // Whoever ends in the middle of its answer has given none.
  const answered = text(child.stdout)
    .then((said) => JSON.parse(said) as AnchorAnswer)
    .catch(() => ended);
  return Promise.race([late, failed, answered]);
}

/** Electron's executable is no Node in a package (docs/adr/0006), so there it is told by a switch what it is to be. */
function helper(): readonly [string, readonly string[]] {
  if (process.versions['electron'] !== undefined) {
    return [process.execPath, ['--no-sandbox', '--no-zygote', '--log-level=3', '--ask-keychain', '--']];
  }
  const place = import.meta.url.endsWith('.ts') ? '../main/anchor-helper.ts' : './anchor-helper.js';
  const starter = import.meta.url.includes('/chunks/') ? `.${place}` : place;
  return [process.execPath, [fileURLToPath(new URL(starter, import.meta.url))]];
}
