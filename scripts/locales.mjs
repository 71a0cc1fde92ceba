/**
 * Checks that everything the window says is in every catalogue of src/locales: that no sentence is missing or unused,
 * that its values are the same in every language, and that no words of the window go past the catalogues.
 *
 *   node scripts/locales.mjs           part of `npm run check`
 *   node scripts/locales.mjs --write   adds new sentences to the catalogues (empty where they are to be translated),
 *                                      and takes out those that nothing says any more
 */
import { spawnSync } from 'node:child_process';
import { inRepo, node } from './setup/paths.mjs';

// The reader of sentences is TypeScript, which only the packages' own Node reads.
const words = [inRepo('scripts', 'locales', 'check.mjs'), ...process.argv.slice(2)];
const { status } = spawnSync(node, words, { stdio: 'inherit' });
process.exit(status ?? 1);
