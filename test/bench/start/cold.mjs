/** Makes the system forget every file that it holds in memory, as if it had just been switched on (Linux, root). */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** @returns {boolean} whether it did; `false` where that is not permitted */
export function forgetFiles() {
  spawnSync('sync'); // what is not written yet cannot be forgotten
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}
