import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Said } from './said.ts';

const PROGRAM = join(import.meta.dirname, 'writer.ts');

/** A writer that waits for its start; everything that it has said is in `said` once it is gone. */
export class WriterProcess {
  readonly said: Said[] = [];
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #gone: Promise<unknown>;
  readonly #ready: Promise<void>;
  #rest = '';

  constructor(...words: readonly string[]) {
    this.#child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#gone = once(this.#child, 'close');
    this.#ready = new Promise((resolve, reject) => {
      this.#child.stdout.on('data', (chunk: Buffer) => {
        this.#take(chunk.toString());
        if (this.said.length > 0) resolve();
      });
      this.#child.once('exit', () => reject(new Error('A writer ended before its start.')));
    });
    this.#ready.catch(() => undefined);
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  begin(): void {
    this.#child.stdin.write('go');
  }

  /** kill -9; waits until it is gone and all that it said has come. */
  async kill(): Promise<void> {
    // It must not have ended by itself: that would be a fault, and no kill.
    if (this.#child.exitCode !== null) throw new Error(`A writer ended with ${this.#child.exitCode}.`);
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** Ends it in any case. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    // A line that was cut off by the end was not said.
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.said.push(JSON.parse(line) as Said);
  }
}
