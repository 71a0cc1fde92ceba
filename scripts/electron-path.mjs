/**
 * Prints the Electron executable in use, setting it up first when needed. Progress goes to standard
 * error: standard output holds the path alone.
 */
import { setUp } from './setup/index.mjs';
import { fail } from './setup/progress.mjs';

try {
  const { electron } = await setUp('electron', { quiet: true });
  console.log(electron.executable);
} catch (error) {
  fail(error);
}
