/**
 * `npm run audit:electron`: looks at the sources with Electronegativity, which knows the usual mistakes of Electron
 * programs. Each finding must be explained in docs/security.md, in the table that names its check and its file.
 *
 *   node scripts/audit-electron.mjs
 *
 * It is installed into `.cache` when it is missing, without install scripts: it is no dependency of Latchkey, and
 * nothing of it is in a package.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { inRepo, node, readJson } from './setup/paths.mjs';
import { fail, step } from './setup/progress.mjs';
import { must, npm, run } from './setup/run.mjs';

const VERSION = '1.10.3';
const folder = inRepo('.cache', 'electronegativity');
const offline = inRepo('scripts', 'audit', 'offline.cjs');
const program = join(folder, 'node_modules', '@doyensec', 'electronegativity');

async function install() {
  if (readJson(join(program, 'package.json'))?.version === VERSION) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const words = ['--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npm(['install', ...words, `@doyensec/electronegativity@${VERSION}`]);
  await must(command, args, { cwd: folder, env: process.env });
}

/** What it found, of its SARIF; what is about the program as a whole names no file. */
function findingsIn(file) {
  const [{ results }] = readJson(file).runs;
  return results.map(({ ruleId, locations: [{ physicalLocation }] }) => {
    const { artifactLocation, region } = physicalLocation;
    const isFile = !artifactLocation.uri.startsWith('file:');
    return { check: ruleId, file: isFile ? artifactLocation.uri : 'N/A', line: region.startLine };
  });
}

/** What the table of docs/security.md explains: a check and a file in each row. */
const explanations = () =>
  [
    ...readFileSync(inRepo('docs', 'security.md'), 'utf8').matchAll(
      /^\| `([A-Z_]+_CHECK)` +\| `([^`]+)` /gmu,
    ),
  ].map(([, check, file]) => ({ check, file }));

const isSame = (one, other) => one.check === other.check && one.file === other.file;

try {
  await setUp('packages', { electron: 'none', quiet: true });
  await step('Electronegativity', install);
  const report = join(folder, 'findings.sarif');
  rmSync(report, { force: true });
  const electron = readJson(inRepo('package.json')).devDependencies.electron;
  const words = ['-i', inRepo('src'), '-o', report, '-r', '-e', electron];
  const { code, output } = await run(node, ['-r', offline, join(program, 'dist', 'index.js'), ...words], {
    cwd: folder,
    env: process.env,
  });
  const unread = output.split('\n').filter((line) => /error parsing/iu.test(line));
  if (code !== 0 || unread.length > 0) throw new Error(`Electronegativity could not read it all.\n${output}`);
  const explained = explanations();
  const isExplained = (finding) => explained.some((one) => isSame(one, finding));
  const findings = findingsIn(report);
  for (const finding of findings) {
    const mark = isExplained(finding) ? '· explained  ' : '✗ unexplained';
    console.log(`${mark} ${finding.check} ${finding.file}:${finding.line}`);
  }
  const open = findings.filter((finding) => !isExplained(finding));
  // Also the sign of a run that has looked at nothing.
  const stale = explained.filter((one) => !findings.some((finding) => isSame(one, finding)));
  for (const { check, file } of stale) console.log(`✗ explained, but not found any more: ${check} ${file}`);
  console.log(`\n${findings.length} findings, ${open.length} that docs/security.md does not explain`);
  process.exitCode = open.length === 0 && stale.length === 0 ? 0 : 1;
} catch (error) {
  fail(error);
}
