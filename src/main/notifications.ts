import { listNotices } from '../core/notices/notice-service.ts';
import { readNoticeSettings, takeNotifiedDay } from '../core/settings/notice-settings.ts';
import type { AccountDeps } from '../core/accounts/deps.ts';
import type { Actor } from '../core/actor.ts';
import { HOUR } from '../shared/duration.ts';
import { msg, t } from '../shared/language/t.ts';
import type { Notice } from '../shared/notices.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';
import type { Session } from './session.ts';

const NAMED = 3;

/** Tells the desktop of keys that expire soon, once a day for each person, while somebody is signed in. */
export class Notifications {
  readonly #accounts: AccountDeps;
  readonly #session: Session;
  readonly #ports: Pick<Ports, 'notifier' | 'every' | 'emit'>;

  #withdraw = (): void => {};

  constructor(accounts: AccountDeps, session: Session, ports: Pick<Ports, 'notifier' | 'every' | 'emit'>) {
    this.#accounts = accounts;
    this.#session = session;
    this.#ports = ports;
  }

  /** Looks each hour, so that a program that is never left tells of the next day too. Returns what ends it. */
  start(background: (work: Promise<unknown>) => void): () => void {
    return this.#ports.every(HOUR, () => background(this.check()));
  }

  /** Tells what there is to tell, unless this person was told today. */
  async check(): Promise<void> {
    // Before the day is taken: where nothing can be shown, nobody was told.
    if (!this.#session.held || !this.#ports.notifier.works()) return;
    const actor = await this.#who();
    if (!actor) return;
    const { db } = this.#accounts;
    if (!actor.authorities.has('view') || !(await readNoticeSettings(db, actor.accountId)).desktop) return;
    const { notices, total } = await listNotices(this.#accounts, actor);
    if (total === 0) return;
    if (!(await takeNotifiedDay(db, actor.accountId, localDay(this.#accounts.now())))) return;
    // Asked last, and nothing is waited for after it: it may have been locked meanwhile.
    const { held } = this.#session;
    if (held?.accountId !== actor.accountId) return;
    this.#withdraw = this.#ports.notifier.show(
      sayCount(total),
      held.locked ? t(UNLOCK) : sayNames(notices, total),
      () => this.#ports.emit('open', 'keys-expiring-soon'),
    );
  }

  /** Takes what is shown off the desktop: it names keys, and whoever passes a locked screen would read them. */
  withdraw(): void {
    this.#withdraw();
    this.#withdraw = () => {};
  }

  /** `null`: somebody who may not come in any more, which the session tells them. */
  async #who(): Promise<Actor | null> {
    try {
      return await this.#session.anywhere();
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}

/** The day on this computer's calendar, as `2025-06-17`. @param now epoch milliseconds */
export function localDay(now: number): string {
  const date = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whoever passes a locked screen reads it: no name of a key, and not whose organisation it is. */
const UNLOCK = msg('Unlock Latchkey to see which.');

const sayCount = (total: number): string =>
  total === 1 ? t('1 API key expires soon') : t('{total} API keys expire soon', { total });

function sayNames(notices: readonly Notice[], total: number): string {
  const names = notices.slice(0, NAMED).map(({ name }) => name);
  const rest = total - names.length;
  return rest === 0 ? names.join(', ') : t('{names} and {rest} more', { names: names.join(', '), rest });
}
