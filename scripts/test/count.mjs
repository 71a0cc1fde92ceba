/**
 * Counts what the test runners report in their JSON files. A run that ended badly without a failed test
 * (a file that does not load, an error outside any test, no test at all) counts as one failure: nothing
 * that went wrong may look like success.
 */
import { readJson } from '../setup/paths.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const whole = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

/**
 * @param {string} file Vitest's JSON report
 * @param {number} code its exit code
 * @returns {Counts}
 */
export function countVitest(file, code) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return whole(counts, code);
}

/**
 * @param {string} file Playwright's JSON report
 * @param {number} code its exit code
 * @returns {Counts} a test that passed when it was tried again counts as passed
 */
export function countPlaywright(file, code) {
  const stats = readJson(file)?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  return whole(
    { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    code,
  );
}
