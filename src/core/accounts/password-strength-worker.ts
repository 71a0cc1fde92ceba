import { parentPort } from 'node:worker_threads';
import { adjacencyGraphs, dictionary as commonWords } from '@zxcvbn-ts/language-common';
import { dictionary as englishWords, translations } from '@zxcvbn-ts/language-en';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Measures passwords in a thread of its own: the word lists take a third of a second to load, a long password longer. */

export interface StrengthRequest {
  readonly id: number;
  readonly password: string;
}

export interface StrengthResponse {
  readonly id: number;
  readonly score: number;
  /** Sentences in English, of `password-advice.ts`. */
  readonly advice: readonly string[];
}

/** zxcvbn's time grows with the square of the length, and what comes later makes nothing easier to guess. */
const MEASURED_LENGTH = 64;

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...commonWords, ...englishWords },
  graphs: adjacencyGraphs,
  translations,
});

parentPort?.on('message', ({ id, password }: StrengthRequest) => {
  const { score, feedback } = zxcvbn.check(password.normalize('NFKC').slice(0, MEASURED_LENGTH));
  const advice = [feedback.warning ?? '', ...feedback.suggestions].filter((sentence) => sentence !== '');
  parentPort?.postMessage({ id, score, advice } satisfies StrengthResponse);
});
