/** Memory of each process over time, and what is said of it at the end. */
import { readFileSync } from 'node:fs';
import { median } from '../bench/start/figures.mjs';

const MINUTE = 60_000;
/** In which the program grows to its size: caches fill, code is compiled. */
const WARMING = 5 * MINUTE;
/** So long before the end and after the warming memory is looked at, a median of which counts. */
const SPAN = 2 * MINUTE;
const MOST_GROWTH = 0.05;

/**
 * `npm run soak` counts the resident memory of each kind of process, in MiB. In the two spans that are compared garbage is
 * collected first: when an engine does that by itself is its own choice, and says nothing about what is held for good.
 * @param {{ memory: () => Promise<Record<string, number>>, collect: () => Promise<void> }} program
 * @param {number} endpoint its process, which collects its garbage at SIGUSR2
 * @param {number} lasts how long all of it takes, milliseconds
 */
export function createMemory(program, endpoint, lasts) {
  const samples = [];
  return {
    samples,
    sample: async (at, [store, wal]) => {
      if (isEarly(at) || at >= lasts - SPAN) {
        process.kill(endpoint, 'SIGUSR2');
        await program.collect();
      }
      const memory = { ...(await program.memory()), 'latchkey serve': residentOf(endpoint) };
      memory.together = Object.values(memory).reduce((sum, mebibytes) => sum + mebibytes, 0);
      samples.push({ at, memory, sizes: { store: store / 2 ** 20, 'write-ahead log': wal / 2 ** 20 } });
    },
  };
}

const isEarly = (at) => at >= WARMING && at < WARMING + SPAN;

function residentOf(pid) {
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/** What holds at first and at last, by name. */
function growths(samples, what) {
  const end = samples.at(-1)?.at ?? 0;
  const early = samples.filter(({ at }) => isEarly(at));
  const late = samples.filter(({ at }) => at >= end - SPAN);
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample[what])))];
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

/** What grew more than it may, by name; of too short a time nothing can be said, and that is no success. */
export const tooLarge = (samples) =>
  growths(samples, 'memory')
    .filter(({ early, late }) => !(late <= early * (1 + MOST_GROWTH)))
    .map(({ name }) => name);
