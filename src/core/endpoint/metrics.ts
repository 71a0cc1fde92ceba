import type { VerificationCode } from '../verification/codes.ts';

/** Upper bounds of the latency histogram, seconds. */
const BUCKETS = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 1] as const;

/** Counters of one endpoint in the text format of Prometheus. Nothing in it names a key. */
export class Metrics {
  readonly #codes = new Map<string, number>();
  readonly #buckets = BUCKETS.map(() => 0);
  #count = 0;
  #sum = 0;

  /** How many answers there were. */
  get count(): number {
    return this.#count;
  }

  /** @param seconds that the answer took */
  answered(code: VerificationCode | 'STORE_UNAVAILABLE' | 'HEADERS_TOO_LONG', seconds: number): void {
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    this.#count += 1;
    this.#sum += seconds;
    const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }

  /** @param storeAge seconds since the newest entry of the log; `null` while the store cannot be used */
  text(storeAge: number | null): string {
    let below = 0;
    const histogram = BUCKETS.map((bound, index) => {
      below += this.#buckets[index] ?? 0;
      return `latchkey_verification_seconds_bucket{le="${bound}"} ${below}`;
    });
    return [
      '# HELP latchkey_verifications_total Answers by code.',
      '# TYPE latchkey_verifications_total counter',
      ...[...this.#codes].map(([code, count]) => `latchkey_verifications_total{code="${code}"} ${count}`),
      '# HELP latchkey_verification_seconds Time from a whole request to its answer.',
      '# TYPE latchkey_verification_seconds histogram',
      ...histogram,
      `latchkey_verification_seconds_bucket{le="+Inf"} ${this.#count}`,
      `latchkey_verification_seconds_sum ${this.#sum}`,
      `latchkey_verification_seconds_count ${this.#count}`,
      '# HELP latchkey_store_up Whether the store can be asked.',
      '# TYPE latchkey_store_up gauge',
      `latchkey_store_up ${storeAge === null ? 0 : 1}`,
      ...(storeAge === null
        ? []
        : [
            '# HELP latchkey_store_age_seconds Time since the last change of the store.',
            '# TYPE latchkey_store_age_seconds gauge',
            `latchkey_store_age_seconds ${storeAge}`,
          ]),
      '',
    ].join('\n');
  }
}
