import { randomUUID } from 'node:crypto';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { PendingSecret } from '../shared/secrets.ts';
import type { Ports } from './ports.ts';

interface Held extends PendingSecret {
  readonly accountId: number;
}

/**
 * Secrets that are shown once, from their making until their owner says that they are safe.
 * They live here and not in the renderer, so that neither its crash nor a locked screen loses one.
 */
export class PendingSecrets {
  readonly #ports: Pick<Ports, 'clipboard' | 'saveFile' | 'onSecretShown'>;
  readonly #held = new Map<string, Held>();
  #onClipboard: { readonly text: string; readonly timer: NodeJS.Timeout } | null = null;

  constructor(ports: Pick<Ports, 'clipboard' | 'saveFile' | 'onSecretShown'>) {
    this.#ports = ports;
  }

  add(accountId: number, secret: Pick<PendingSecret, 'kind' | 'name' | 'text'>): PendingSecret {
    const held: Held = { ...secret, accountId, id: randomUUID(), saved: false };
    this.#held.set(held.id, held);
    if (this.#held.size === 1) this.#ports.onSecretShown?.(true);
    return held;
  }

  /** New recovery codes wait; earlier ones that nobody has saved yet are worth nothing any more. */
  replaceRecoveryCodes(accountId: number, name: string, codes: readonly string[]): PendingSecret {
    for (const { id, kind } of this.of(accountId)) {
      if (kind === 'recovery-codes') this.release(accountId, id, true);
    }
    return this.add(accountId, { kind: 'recovery-codes', name, text: `${codes.join('\n')}\n` });
  }

  of(accountId: number): PendingSecret[] {
    return [...this.#held.values()].filter((held) => held.accountId === accountId);
  }

  /** @param seconds how long it may stay on the clipboard */
  async copy(accountId: number, id: string, seconds: number): Promise<{ clearedAfterSeconds: number }> {
    const held = this.#find(accountId, id);
    await this.#ports.clipboard.write(held.text);
    this.#forgetTimer();
    const timer = setTimeout(() => void this.clearClipboard(), seconds * 1000);
    timer.unref();
    this.#onClipboard = { text: held.text, timer };
    if (this.#held.has(id)) this.#held.set(id, { ...held, saved: true });
    return { clearedAfterSeconds: seconds };
  }

  async download(
    accountId: number,
    id: string,
    allowed: () => Promise<void>,
  ): Promise<{ path: string | null }> {
    const held = this.#find(accountId, id);
    const suffix = held.kind === 'key' ? '.APIKEY' : ' recovery codes.txt';
    const path = await this.#ports.saveFile(fileName(held.name) + suffix, held.text, allowed);
    if (path !== null && this.#held.has(id)) this.#held.set(id, { ...held, saved: true });
    return { path };
  }

  release(accountId: number, id: string, loseIt: boolean): void {
    const held = this.#find(accountId, id);
    if (!held.saved && !loseIt) {
      throw new AppError(
        'SECRET_NOT_SAVED',
        t(
          'It was neither copied nor downloaded and cannot be shown again. Save it first, or confirm that it may be lost.',
        ),
      );
    }
    this.#held.delete(id);
    if (this.#held.size === 0) this.#ports.onSecretShown?.(false);
  }

  /** Forgets what an account has saved, at its sign-out. */
  releaseAll(accountId: number): void {
    for (const { id } of this.of(accountId)) this.release(accountId, id, false);
  }

  /** Forgets everybody's, saved or not: the store that knew them is no longer there. */
  forgetAll(): void {
    if (this.#held.size === 0) return;
    this.#held.clear();
    this.#ports.onSecretShown?.(false);
  }

  /** Empties the clipboard if it still holds what was copied from here. */
  async clearClipboard(): Promise<void> {
    const copied = this.#onClipboard;
    if (!copied) return;
    this.#forgetTimer();
    if ((await this.#ports.clipboard.read()) === copied.text) await this.#ports.clipboard.write('');
  }

  #find(accountId: number, id: string): Held {
    const held = this.#held.get(id);
    if (held?.accountId === accountId) return held;
    throw new AppError(
      'SECRET_GONE',
      t('This secret is no longer held. If it was not saved, rotate the key to get a new one.'),
    );
  }

  #forgetTimer(): void {
    if (this.#onClipboard) clearTimeout(this.#onClipboard.timer);
    this.#onClipboard = null;
  }
}

/** A name that every file system takes: no separators, reserved characters, leading dots or endless length. */
function fileName(name: string): string {
  const safe = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 60)
    // The cut may have gone through the middle of a character.
    .replace(/\p{Cs}$/u, '')
    .trim();
  // Windows keeps these for devices, whatever follows the dot.
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe)) return `key ${safe}`;
  return safe === '' ? 'key' : safe;
}
