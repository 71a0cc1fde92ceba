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
  /** Which log belongs to which place. */
  readonly placeEntries = new Map<string, string>();
  /** What signs the log is kept apart, and how it answers is set apart: most tests are about something else. */
  logMode: Mode = 'available';
  readonly logEntries = new Map<string, string>();
  /** How often the keychain was asked for what signs the log. */
  logQuestions = 0;
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
    return this.#ask('get', () => this.#entriesOf(name).get(name) ?? null, this.#modeOf(name, 'get'));
  }

  set(name: string, value: string): Promise<KeychainAnswer<null>> {
    const act = () => {
      this.#entriesOf(name).set(name, value);
      return null;
    };
    return this.#ask('set', act, this.#modeOf(name, 'set'));
  }

  delete(name: string): Promise<KeychainAnswer<null>> {
    return this.#ask('delete', () => {
      this.entries.delete(name);
      return null;
    });
  }

  #entriesOf(name: string): Map<string, string> {
    if (name.startsWith('log-at:')) return this.placeEntries;
    return name.startsWith('log:') ? this.logEntries : this.entries;
  }

  #modeNow(verb: Verb): Mode {
    return this.slow === verb ? 'hanging' : this.mode;
  }

  #modeOf(name: string, verb: Verb): Mode {
    if (name.startsWith('log-at:')) return this.logMode;
    if (!name.startsWith('log:')) return this.#modeNow(verb);
    this.logQuestions += 1;
    return this.logMode;
  }

  async #ask<T>(verb: Verb, act: () => T, mode = this.#modeNow(verb)): Promise<KeychainAnswer<T>> {
    if (mode === 'hanging') {
      const late = await new Promise<boolean>((settle) => this.#waiting.push({ verb, settle }));
      return late ? { ok: false, unavailable: unavailable('not-answering') } : { ok: true, value: act() };
    }
    if (mode !== 'available') return { ok: false, unavailable: unavailable(mode) };
    return { ok: true, value: act() };
  }
}
