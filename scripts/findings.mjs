/**
 * Writes docs/findings.md from the rules by which Latchkey looks for what should be mended.
 *
 *   node scripts/findings.mjs
 *
 * test/core/findings/page.test.ts fails while the page is not what this would write.
 */
import { spawnSync } from 'node:child_process';
import { inRepo, node } from './setup/paths.mjs';

// The rules are TypeScript, which only the packages' own Node reads.
const { status } = spawnSync(node, [inRepo('scripts', 'findings', 'write.ts')], { stdio: 'inherit' });
process.exit(status ?? 1);
