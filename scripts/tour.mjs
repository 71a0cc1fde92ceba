/**
 * `npm run tour`: drives the real program through the main job and leaves a picture of each screen, light
 * and dark, in docs/screenshots. Nothing is retouched: the codes and keys that they show are those of
 * stores that are thrown away at the end.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter } from './setup/launch.mjs';

const session = await enter(import.meta.url, { keyring: true, collect: 'docs/screenshots' });

// From here on we are inside the session, where the packages are there and Node runs TypeScript.
const [{ startProgram }, { cameraInto }, { ADMINISTRATOR, makeProfile }, ...walks] = await Promise.all([
  import('./tour/program.mjs'),
  import('./tour/camera.mjs'),
  import('./seed/profile.ts'),
  import('./tour/first-key.mjs'),
  import('./tour/daily-work.mjs'),
  import('./tour/api-user.mjs'),
  import('./tour/administration.mjs'),
]);
const [{ issueFirstKey }, { comeBack }, { lookAfterApiUsers }, { administer }] = walks;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-tour-'));
const take = cameraInto(session.collect);

/** Runs one part of the tour in a program of its own. */
async function part(walk, prepare) {
  const data = join(folder, walk.name);
  mkdirSync(data);
  await prepare?.(data);
  const program = await startProgram(session, data);
  try {
    await walk(program.page, (name) => take(program.page, name), ADMINISTRATOR);
    await program.quit();
  } catch (error) {
    program.kill();
    throw error;
  }
}

try {
  await part(issueFirstKey);
  const livedIn = (data) => makeProfile(data, Date.now(), { withPeople: true });
  for (const walk of [comeBack, lookAfterApiUsers, administer]) await part(walk, livedIn);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
