/**
 * The stages of the tests. `check` and `integration` run as we do; `ui` and `e2e` run real browsers, so
 * they run in a session: as the unprivileged user with the sandbox on, on a virtual display, with an
 * empty home of their own.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, untilEnd } from '../setup/launch.mjs';
import { inRepo, node, packageBin, root } from '../setup/paths.mjs';
import { packagePath, run } from '../setup/run.mjs';
import { ensureSystem } from '../setup/system.mjs';
import { makeOwnFolder } from '../setup/user.mjs';
import { countPlaywright, countVitest } from './count.mjs';

const own = { ...process.env, PATH: packagePath() };

/** The checks that read the sources only: quick, side by side, each printed when it is done. */
const staticChecks = ['format:check', 'lint', 'types', 'locales'];

/**
 * @param {string} name of a script in package.json
 * @returns {Promise<import('./count.mjs').Failure | null>}
 */
async function staticCheck(name) {
  const from = performance.now();
  const { code, output } = await run(node, ['--run', name], { cwd: root, env: own });
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(13)} ${seconds} s`);
  if (code !== 0) console.log(`\n${output.trim()}\n`);
  return code === 0 ? null : { name, why: output.trim().split('\n').slice(-12).join('\n') };
}

/** The tests start the same sources in hundreds of processes and threads: Node keeps what it has made of them. */
const compiledOnce = (folder) => ({ NODE_COMPILE_CACHE: join(folder, 'compiled') });

/** Runs a Vitest project; its own report goes to the terminal, its counts come from a file. */
export async function vitest(project, args, more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-vitest-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const words = [packageBin('vitest'), 'run', '--project', project, ...reporters, ...args];
  const env = { ...own, ...compiledOnce(folder), ...more };
  const code = await untilEnd(
    spawn(node, words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
  const counts = countVitest(file, code);
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

/** What failed tests left (traces, screenshots) is brought where a person finds it. */
function keepResults(results, name) {
  const kept = inRepo('test-results', name);
  rmSync(kept, { recursive: true, force: true });
  if (!existsSync(results) || !readdirSync(results).some((entry) => !entry.startsWith('.'))) return;
  cpSync(results, kept, { recursive: true });
  console.log(`\nWhat the failed tests left is in test-results/${name}`);
}

/** Two programs that share a display share its clipboard and its focus: each worker of Playwright's has one of its own. */
const DISPLAYS = { tests: 2, ui: 1 };

/**
 * @param {string} name of the folder in test/
 * @param {'tests' | 'ui'} purpose
 * @param {string[]} args
 * @param {Record<string, string>} [more] what the tests are told beside the usual
 * @returns {Promise<import('./count.mjs').Counts>}
 */
export async function playwright(name, purpose, args, more = {}) {
  const session = await prepare(purpose, { quiet: true, displays: DISPLAYS[purpose] });
  try {
    const results = makeOwnFolder(join(session.folder, 'results'), session.user);
    const report = join(session.folder, 'report.json');
    const env = { ...session.env, HOME: makeOwnFolder(join(session.folder, 'home'), session.user) };
    for (const key of Object.keys(env))
      if (/^XDG_(?:CONFIG|DATA|CACHE|STATE)_HOME$/u.test(key)) delete env[key];
    if (purpose === 'ui') Object.assign(env, compiledOnce(session.folder)); // Electron keeps its own ways
    Object.assign(env, { LATCHKEY_TEST_OUTPUT: results, LATCHKEY_TEST_JSON: report, ...more }); // read by the configurations
    const config = session.view(inRepo('test', name, 'playwright.config.ts'));
    const cli = session.view(packageBin('@playwright/test', 'playwright'));
    const words = [cli, 'test', '--config', config, ...args];
    const stdio = ['ignore', 'inherit', 'inherit'];
    const code = await untilEnd(session.spawn(session.node, words, { env, stdio }));
    keepResults(results, name);
    return countPlaywright(report, code);
  } finally {
    await session.close();
  }
}

/** @type {Record<string, (args: string[]) => Promise<import('./count.mjs').Counts>>} */
export const stages = {
  async check(args) {
    const wrong = (await Promise.all(staticChecks.map(staticCheck))).filter((failure) => failure !== null);
    const unit = await vitest('unit', args);
    return {
      ...unit,
      passed: unit.passed + staticChecks.length - wrong.length,
      failed: unit.failed + wrong.length,
      failures: [...wrong, ...unit.failures],
    };
  },
  async integration(args) {
    await ensureSystem(['gateway', 'pages']);
    return vitest('integration', args);
  },
  ui: (args) => playwright('ui', 'ui', args),
  e2e: (args) => playwright('e2e', 'tests', args),
};
