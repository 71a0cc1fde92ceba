/**
 * Goals of a benchmark. Each is printed as one line of JSON; when one is missed, the process says at its end which, and exits
 * with 1.
 */
const missed = [];

process.once('exit', (code) => {
  if (missed.length === 0) return;
  process.stderr.write(`\nMissed:\n${missed.map((line) => `  ${line}\n`).join('')}`);
  if (code === 0) process.exitCode = 1;
});

/** Prints what came of a goal. @param {{ goal: string, value: number, target: string, holds: boolean }} figures */
export function tellGoal(figures) {
  console.log(JSON.stringify(figures));
  const { goal, value, target, holds } = figures;
  if (!holds) missed.push(`${goal}: ${value}, and should be ${target}`);
}

/** The same of lines that a report has made. @param {readonly string[]} lines each the JSON of a goal's figures */
export function tellGoals(lines) {
  for (const line of lines) tellGoal(JSON.parse(line));
}
