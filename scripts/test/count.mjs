/**
 * Counts what the test runners report in their JSON files. A run that ended badly without a failed test
 * (a file that does not load, an error outside any test, no test at all) counts as one failure: nothing
 * that went wrong may look like success.
 */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readJson, root } from '../setup/paths.mjs';

/**
 * @typedef {{ name: string, why: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: number, failures: Failure[] }} Counts
 */

const LINES = 12;

/** What stands in for a report when there is none. @returns {Counts} */
export const failedWhole = (why) => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: [{ name: 'all of it', why }],
});

/** The beginning of an error: what was expected and found, without the way through the libraries. */
const beginning = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at (?:new Promise|.*(?:node_modules|node:))/u.test(line))
    .slice(0, LINES)
    .join('\n');

function whole(counts, code) {
  if (code === 0 || counts.failed > 0) return counts;
  const why = `The runner ended with ${code} although no test failed.`;
  return { ...counts, failed: 1, failures: [{ name: 'all of it', why }] };
}

/**
 * @param {string} file Vitest's JSON report
 * @param {number} code its exit code
 * @returns {Counts}
 */
export function countVitest(file, code) {
  const report = readJson(file);
  if (!report) return failedWhole('The runner has left no report.');
  const failures = report.testResults.flatMap(({ name: path, status, message, assertionResults }) => {
    if (status !== 'failed') return [];
    const name = relative(root, path);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    // A file that does not load has no tests that could fail.
    if (tests.length === 0) return [{ name, why: beginning(message) }];
    return tests.map(({ fullName, failureMessages }) => ({
      name: `${name} › ${fullName}`,
      why: beginning(failureMessages.join('\n')),
    }));
  });
  const skipped = report.numPendingTests + report.numTodoTests;
  return whole({ passed: report.numPassedTests, failed: failures.length, skipped, failures }, code);
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * @param {string} file Playwright's JSON report
 * @param {number} code its exit code
 * @returns {Counts} a test that passed when it was tried again counts as passed
 */
export function countPlaywright(file, code) {
  const report = readJson(file);
  if (!report) return failedWhole('The runner has left no report.');
  const tests = report.suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) => ({
        name: `${spec.file}:${spec.line} › ${spec.title}`,
        why: beginning(results.at(-1)?.errors[0]?.message),
      })),
  );
  // The configuration, or something outside every test.
  const others = report.errors.map(({ message }) => ({ name: 'outside the tests', why: beginning(message) }));
  const failures = [...tests, ...others];
  const { expected, flaky, skipped } = report.stats;
  return whole({ passed: expected + flaky, failed: failures.length, skipped, failures }, code);
}
