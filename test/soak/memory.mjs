/** Memory of each process over time, and what is said of it at the end. */
import { readFileSync } from 'node:fs';
import { median } from '../bench/start/figures.mjs';

const MINUTE = 60_000;
/** In which the program grows to its size: caches fill, code is compiled. */
const WARMING = 5 * MINUTE;
/** So long before the end and after the warming memory is looked at, a median of which counts. */
const SPAN = 2 * MINUTE;
const MOST_GROWTH = 0.05;

/** `npm run soak` counts the resident memory of each kind of process, in MiB. */
export function createMemory(program, endpoint) {
  const samples = [];
  return {
    samples,
    sample: async (at, [store, wal]) => {
      const memory = { ...(await program.memory()), 'latchkey serve': residentOf(endpoint) };
      memory.together = Object.values(memory).reduce((sum, mebibytes) => sum + mebibytes, 0);
      samples.push({ at, memory, sizes: { store: store / 2 ** 20, 'write-ahead log': wal / 2 ** 20 } });
    },
  };
}

function residentOf(pid) {
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/** What holds at first and at last, by name. */
function growths(samples, what) {
  const end = samples.at(-1)?.at ?? 0;
  const early = samples.filter(({ at }) => at >= WARMING && at < WARMING + SPAN);
  const late = samples.filter(({ at }) => at >= end - SPAN);
  const names = Object.keys(samples[0]?.[what] ?? {});
  return names.map((name) => {
    const at = (part) =>
      part.length === 0 ? Number.NaN : median(part.map((sample) => sample[what][name] ?? 0));
    return { name, early: at(early), late: at(late) };
  });
}

const percent = ({ early, late }) => `${(((late - early) / early) * 100).toFixed(1)} %`;

/** A line for each process and file, with what it held after the warming and at the end. */
export function table(samples) {
  const lines = [...growths(samples, 'memory'), ...growths(samples, 'sizes')];
  return lines
    .map(
      (line) =>
        `${line.name.padEnd(28)}${line.early.toFixed(1).padStart(8)} MiB → ${line.late.toFixed(1).padStart(8)} MiB  ${percent(line).padStart(8)}`,
    )
    .join('\n');
}

/** Whether the processes together grew no more than they may, and there was enough time to say so. */
export function holds(samples) {
  const together = growths(samples, 'memory').find(({ name }) => name === 'together');
  return together !== undefined && together.late <= together.early * (1 + MOST_GROWTH);
}
