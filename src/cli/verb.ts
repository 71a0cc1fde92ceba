import type { Readable } from 'node:stream';
import type { AnchorAnswer, AnchorQuestion } from '../core/audit/integrity/anchor-question.ts';

/** Everything that a verb may touch; tests give it their own. */
export interface Surroundings {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** Bytes where what is written is no text. */
  readonly out: (text: string | Uint8Array) => void;
  /** Waits until there is room for more output; whoever writes much asks after each piece, so that a slow reader fills no memory. */
  readonly drained: () => Promise<void>;
  readonly err: (text: string) => void;
  /** Writes over the last line of a terminal; absent where there is none. */
  readonly progress?: (text: string) => void;
  readonly env: { readonly [name: string]: string | undefined };
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** What the operating system's keychain knows of a log; never takes longer than it has. */
  readonly askKeychain: (question: AnchorQuestion) => Promise<AnchorAnswer>;
  /** Resolves when the process is asked to end. */
  readonly stopped: () => Promise<void>;
}

/** 0: yes. 1: no, e.g. the key was refused. 2: could not answer. */
export type ExitCode = 0 | 1 | 2;

/** One verb of the command line. */
export interface Verb {
  /** The line in the list of verbs. */
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], around: Surroundings) => Promise<ExitCode>;
}

/** The command was called in a way that it does not understand; the message says how to call it. */
export class UsageError extends Error {}
