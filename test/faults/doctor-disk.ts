/** Runs on a disk of its own (`onOwnDisk`), which is full and then read-only, and asks `latchkey doctor` each time. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { askKeychain } from '../../src/cli/keychain.ts';
import { run } from '../../src/cli/run.ts';
import { startBackend } from './backend.ts';
import { SET_UP } from './changes.ts';
import { Disk, emptyLog } from './disk.ts';

const folder = process.argv[2] ?? '';
const path = join(folder, 'latchkey.db');
const disk = new Disk(folder);

/** What `latchkey doctor --json` exits with and says. */
async function doctor(): Promise<unknown> {
  let said = '';
  const code = await run(['doctor', '--json', '--store', path], '1.2.3', {
    stdin: Readable.from([]),
    out: (text) => void (said += text),
    err: (text) => void (said += text),
    drained: async () => {},
    env: {},
    platform: process.platform,
    home: folder,
    now: Date.now,
    askKeychain,
    stopped: () => new Promise(() => {}),
  });
  return { code, ...(JSON.parse(said) as object) };
}

const { backend, api } = await startBackend(path);
await api.session.setUp(SET_UP);
emptyLog(path);
disk.fill();
const fullWhileOpen = await doctor();
disk.free();
await backend.close();
disk.fill();
const full = await doctor();
// Which finds what SQLite has begun to make beside it the first time.
const fullAgain = await doctor();
disk.free();
// What SQLite could begin to make beside it would let others look inside.
for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
const before = readFileSync(path);
execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
const readOnly = await doctor();
const unchanged = readFileSync(path).equals(before);
process.stdout.write(JSON.stringify({ fullWhileOpen, full, fullAgain, readOnly, unchanged }));
process.exit(0);
