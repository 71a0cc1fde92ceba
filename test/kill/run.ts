import { parseArgs } from 'node:util';
import { killRounds } from './rounds.ts';

/** Run by scripts/test-kill.mjs. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const rounds = Number(values.rounds);
const figures = await killRounds(rounds, ({ rounds: done, acknowledged, faults }) => {
  if (done % 20 === 0 || faults.length > 0)
    console.log(`${done} rounds, ${acknowledged} changes acknowledged, ${faults.length} faults`);
});
const { kills, acknowledged, cutOff, cutOffButThere, entries, faults } = figures;
for (const fault of faults.slice(0, 20)) console.error(`✗ ${fault}`);
console.log(`
${kills} kills in ${rounds} rounds, ${acknowledged} changes acknowledged before them, ${faults.length} lost or wrong.
${cutOff} writers were killed in the middle of a change; of those changes ${cutOffButThere} are there and ${cutOff - cutOffButThere} are not.
The log has ${entries} entries, and every one of them was verified after every round.`);
process.exitCode = faults.length === 0 && acknowledged > rounds ? 0 : 1;
