import type { Keychain, KeychainAnswer, KeychainUnavailable } from '../../src/main/ports.ts';

type Mode = 'available' | 'absent' | 'locked' | 'hanging';
type Verb = 'state' | 'get' | 'set' | 'delete';

const REASONS = {
  absent: 'This computer has no keychain that Latchkey can use.',
  locked: 'The keychain of this computer is locked.',
  'not-answering': 'The keychain of this computer did not answer within 5 seconds.',
} as const;

const unavailable = (cause: keyof typeof REASONS): KeychainUnavailable => ({
  status: 'unavailable',
  cause,
  reason: REASONS[cause],
});

/**
 * The keychain of a computer. While it is `hanging`, nothing is answered until `giveUp` (the deadline passes)
 * or `answer` (somebody unlocks it).
 */
export class MemoryKeychain implements Keychain {
  mode: Mode = 'available';
  /** What hangs while the rest is answered. */
  slow: Verb | null = null;
  readonly entries = new Map<string, string>();
  readonly #waiting: { readonly verb: Verb; readonly settle: (late: boolean) => void }[] = [];

  /** True while somebody waits for that answer of the hanging keychain. */
  waitsFor(verb: Verb): boolean {
    return this.#waiting.some((waiting) => waiting.verb === verb);
  }

  giveUp(): void {
    for (const { settle } of this.#waiting.splice(0)) settle(true);
  }

  answer(): void {
    for (const { settle } of this.#waiting.splice(0)) settle(false);
  }

  async state() {
    const probe = await this.#ask('state', () => null);
    return probe.ok ? ({ status: 'available' } as const) : probe.unavailable;
  }

  get(name: string): Promise<KeychainAnswer<string | null>> {
    return this.#ask('get', () => this.entries.get(name) ?? null);
  }

  set(name: string, value: string): Promise<KeychainAnswer<null>> {
    return this.#ask('set', () => {
      this.entries.set(name, value);
      return null;
    });
  }

  delete(name: string): Promise<KeychainAnswer<null>> {
    return this.#ask('delete', () => {
      this.entries.delete(name);
      return null;
    });
  }

  async #ask<T>(verb: Verb, act: () => T): Promise<KeychainAnswer<T>> {
    if (this.mode === 'hanging' || this.slow === verb) {
      const late = await new Promise<boolean>((settle) => this.#waiting.push({ verb, settle }));
      return late ? { ok: false, unavailable: unavailable('not-answering') } : { ok: true, value: act() };
    }
    if (this.mode !== 'available') return { ok: false, unavailable: unavailable(this.mode) };
    return { ok: true, value: act() };
  }
}
