/**
 * Sets up what Latchkey needs, without running anything. The other scripts do this by themselves; on its
 * own it is for looking, repairing and choosing:
 *
 *   node scripts/setup.mjs [--for=start|tests|ui|electron|packages] [--electron=declared|fallback] [--verify] [--no-build]
 *
 * `--electron=declared` asks Electron's release host again where the fallback is in use; `--verify` also
 * tries the better-sqlite3 addon out.
 */
import { parseArgs } from 'node:util';
import { setUp } from './setup/index.mjs';
import { SetupError, fail } from './setup/progress.mjs';

const choices = {
  for: ['start', 'tests', 'ui', 'electron', 'packages'],
  electron: ['any', 'declared', 'fallback'],
};

try {
  const { values } = parseArgs({
    options: {
      for: { type: 'string', default: 'start' },
      electron: { type: 'string', default: 'any' },
      verify: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
    },
  });
  for (const [name, allowed] of Object.entries(choices)) {
    if (!allowed.includes(values[name])) throw new SetupError(`--${name} is one of: ${allowed.join(', ')}`);
  }
  const needsElectron = !['ui', 'packages'].includes(values.for);
  const electron = needsElectron ? values.electron : 'none';
  await setUp(values.for, { electron, build: !values['no-build'], verify: values.verify });
} catch (error) {
  fail(error);
}
