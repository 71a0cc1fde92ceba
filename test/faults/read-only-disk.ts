/** Runs on a disk of its own (`onOwnDisk`), which becomes read-only while a store lies on it, and can be written again. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
import { startBackend } from './backend.ts';
import { SET_UP } from './changes.ts';

const folder = process.argv[2] ?? '';
const path = join(folder, 'latchkey.db');
// The disk of this namespace alone: a bind mount's own flag.
const remount = (how: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,bind,${how}`, folder]);

const { backend, api } = await startBackend(path);
await api.session.setUp(SET_UP);
await backend.close();
const before = readFileSync(path);
remount('ro');
const readOnly = await attempt(path);
const unchanged = readFileSync(path).equals(before);
remount('rw');
const writable = await attempt(path);
process.stdout.write(JSON.stringify({ readOnly, unchanged, writable }));
process.exit(0);
