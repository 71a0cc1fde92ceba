/** Memory of a program with all its processes (Linux). */
import { readFileSync, readdirSync } from 'node:fs';

/** A process and everything that it started, directly or not. */
function processTree(root) {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    try {
      // The name, in parentheses, may hold anything; after it come the state and the parent.
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ');
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** A process that ended between the look at the list and the look at it. */
const isGone = ({ code }) => code === 'ENOENT' || code === 'ESRCH';

/**
 * The memory of a program: the sum over its processes of their proportional set sizes, in which a page that
 * several share counts once in all.
 * @param {number} root the process that was started
 * @returns {number | undefined} MiB; `undefined` where it cannot be read: the sandbox hides its processes from
 *   everybody but root
 */
export function memoryOf(root) {
  if (process.platform !== 'linux') return undefined;
  let sum = 0;
  for (const pid of processTree(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      sum += Number(/^Pss:\s+(\d+) kB$/mu.exec(rollup)?.[1] ?? 0);
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EPERM') return undefined;
      if (!isGone(error)) throw error;
    }
  }
  return sum / 1024;
}
