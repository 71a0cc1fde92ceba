import type { Worker } from 'node:worker_threads';
import { AppError } from '../shared/rpc.ts';

/** A thread that answers questions one after the other; it is started at the first and let go when nobody asks. */
export interface AskingThread<Question, Answer> {
  readonly ask: (question: Question) => Promise<Answer>;
  /** Gives up what is under way; the next question starts it again. */
  readonly stop: () => Promise<void>;
}

/** What such a thread posts: to each question, which it is given with an `id`, one of these. */
export type ThreadReply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly code: string; readonly message: string };

interface Options<Question> {
  readonly start: () => Worker;
  /** Told of each question before the thread is. */
  readonly onAsk?: (id: number, question: Question) => void;
  /** What those hear whose question nobody answers any more. */
  readonly stopped: () => AppError;
}

/** The thread and its connection are let go after this long without a question. Milliseconds. */
const IDLE = 60_000;

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export function createAskingThread<Question extends object, Answer>(
  options: Options<Question>,
): AskingThread<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Worker {
    const started = options.start();
    started.on('message', (reply: ThreadReply<Answer>) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('code' in reply) asked?.reject(new AppError(reply.code, reply.message));
      else asked?.resolve(reply.answer);
      if (waiting.size > 0 || worker !== started) return;
      // A question that nobody waits for must not keep a process alive.
      started.unref();
      idle = setTimeout(() => void stop(), IDLE).unref();
    });
    let cause: unknown;
    started.on('error', (error) => {
      cause = error;
    });
    // Every death ends here, with an error before it or without.
    started.on('exit', () => {
      if (worker !== started) return;
      worker = null;
      giveUp(cause);
    });
    return started;
  }

  function giveUp(cause?: unknown): void {
    for (const { reject } of waiting.values()) {
      const error = options.stopped();
      if (cause !== undefined) error.cause = cause;
      reject(error);
    }
    waiting.clear();
  }

  function ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      clearTimeout(idle);
      worker ??= start();
      worker.ref();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      options.onAsk?.(lastId, question);
      worker.postMessage({ id: lastId, ...question });
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopping = worker;
    worker = null;
    giveUp();
    await stopping?.terminate();
  }

  return { ask, stop };
}
