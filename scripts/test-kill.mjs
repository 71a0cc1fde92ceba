/**
 * `npm run test:kill`: two processes write to one store and are killed at a random moment, 200 times; whatever they have
 * acknowledged must be there, and the store and its log must be sound. It takes some minutes.
 *
 *   node scripts/test-kill.mjs [--rounds N]
 */
import { spawn } from 'node:child_process';
import { setUp } from './setup/index.mjs';
import { untilEnd } from './setup/launch.mjs';
import { inRepo, node } from './setup/paths.mjs';

await setUp('packages', { electron: 'none', quiet: true });
const words = [inRepo('test', 'kill', 'run.ts'), ...process.argv.slice(2)];
process.exitCode = await untilEnd(spawn(node, words, { stdio: 'inherit' }));
