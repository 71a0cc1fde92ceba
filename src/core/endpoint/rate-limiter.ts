import { RATE_SPAN, type RateLimit, type RateUnit } from '../../shared/rate-limit.ts';

interface Window {
  /** Epoch milliseconds from which on it counts no more. */
  readonly until: number;
  requests: number;
}

const MOST = 200_000;

/**
 * Counts the requests of keys in fixed windows that begin with a request, in this process alone: behind two endpoints a
 * key may make twice as many.
 */
export class RateLimiter {
  readonly #windows = new Map<string, Window>();

  /**
   * Counts a request, unless one of the limits is reached.
   * @returns `null`: it may pass; otherwise the whole seconds after which it makes sense to try again
   */
  take(keyId: number, limits: readonly RateLimit[], now: number): number | null {
    if (limits.length === 0) return null;
    const windows = limits.map(({ unit }) => this.#window(keyId, unit, now));
    let wait = 0;
    for (const [index, { requests }] of limits.entries()) {
      const window = windows[index];
      if (window && window.requests >= requests) wait = Math.max(wait, window.until - now);
    }
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
    for (const window of windows) window.requests += 1;
    return null;
  }

  #window(keyId: number, unit: RateUnit, now: number): Window {
    const name = `${keyId}/${unit}`;
    const known = this.#windows.get(name);
    // A clock that was set back must not hold a key up for longer than one span.
    if (known && now < known.until && known.until - now <= RATE_SPAN[unit]) return known;
    if (this.#windows.size >= MOST) this.#forgetOld(now);
    const fresh = { until: now + RATE_SPAN[unit], requests: 0 };
    this.#windows.set(name, fresh);
    return fresh;
  }

  #forgetOld(now: number): void {
    for (const [name, { until }] of this.#windows) if (until <= now) this.#windows.delete(name);
    // Still full of living ones: the oldest go, which were made first.
    for (const name of this.#windows.keys()) {
      if (this.#windows.size < MOST) break;
      this.#windows.delete(name);
    }
  }
}
