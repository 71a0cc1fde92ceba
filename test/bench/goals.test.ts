import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const GOALS = pathToFileURL(join(import.meta.dirname, '../../scripts/goals.mjs')).href;

/** A benchmark that has come to such figures. */
function bench(...holds: readonly boolean[]) {
  const lines = holds.map((each, at) =>
    JSON.stringify({ goal: `goal ${at}`, value: at, target: '>= 9', holds: each }),
  );
  const script = `import { tellGoals } from '${GOALS}'; tellGoals(${JSON.stringify(lines)});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stdout.trimEnd().split('\n')).toEqual(lines);
  return { status, stderr };
}

it('a benchmark that misses a goal exits with 1 and says which', () => {
  expect(bench(true, false, true, false)).toEqual({
    status: 1,
    stderr: '\nMissed:\n  goal 1: 1, and should be >= 9\n  goal 3: 3, and should be >= 9\n',
  });
});

it('one that holds all of them exits with 0', () => {
  expect(bench(true, true)).toEqual({ status: 0, stderr: '' });
});
