/**
 * Writes docs/authorities.md from the contract: what each call needs, and which built-in role has it.
 *
 *   node scripts/authorities.mjs
 *
 * test/main/authorities.integration.test.ts fails while the page is not what this would write.
 */
import { spawnSync } from 'node:child_process';
import { inRepo, node } from './setup/paths.mjs';

// The contract is TypeScript, which only the packages' own Node reads.
const { status } = spawnSync(node, [inRepo('scripts', 'authorities', 'write.ts')], { stdio: 'inherit' });
process.exit(status ?? 1);
