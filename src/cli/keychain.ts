import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { AnchorAnswer, AnchorQuestion } from '../core/audit/integrity/anchor-question.ts';
import { explainKeychain, keychainNotAnswering } from '../shared/keychain-words.ts';

/** The longest that anybody waits for the keychain. Milliseconds. */
const DEADLINE = 5_000;

/**
 * Asks the keychain what it knows of a log, by a process of its own, because a locked keychain blocks whoever asks.
 * Never waits for longer than five seconds.
 */
export async function askKeychain(question: AnchorQuestion): Promise<AnchorAnswer> {
  const [program, args] = helper();
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const late = new Promise<AnchorAnswer>((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, unavailable: keychainNotAnswering() });
      child.kill('SIGKILL');
    }, DEADLINE);
    child.once('close', () => clearTimeout(timer));
  });
  const ended: AnchorAnswer = { ok: false, unavailable: explainKeychain('the helper process ended') };
  const failed = new Promise<AnchorAnswer>((resolve) => child.once('error', () => resolve(ended)));
  // It may be gone before it has read the question.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(question));
  const answered = text(child.stdout).then((said): AnchorAnswer =>
    said === '' ? ended : (JSON.parse(said) as AnchorAnswer),
  );
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
