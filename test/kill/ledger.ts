import type { Database } from 'better-sqlite3';
import type { Said } from './said.ts';

interface Key {
  readonly hash: string;
  revoked: boolean;
  removed: boolean;
}

/** Everything that was acknowledged since the first round, and how the store compares with it. */
export class Ledger {
  readonly #usedKey: number;
  readonly #keys = new Map<string, Key>();
  readonly #entries = new Set<string>();
  #uses = 0;
  /** Uses that may be there or not, because a kill came between the commit and its acknowledgement. */
  #unsureUses = 0;
  #acknowledged = 0;
  #cutOff = 0;
  #cutOffButThere = 0;
  readonly #faults: string[] = [];

  constructor(usedKey: number) {
    this.#usedKey = usedKey;
  }

  fault(words: string): void {
    this.#faults.push(words);
  }

  figures() {
    return {
      acknowledged: this.#acknowledged,
      cutOff: this.#cutOff,
      cutOffButThere: this.#cutOffButThere,
      faults: this.#faults,
    };
  }

  /** Takes over what a killed writer has said. */
  take(said: readonly Said[], sqlite: Database): void {
    for (const step of said) if (step.done) this.#acknowledge(step);
    const last = said.at(-1);
    if (!last || last.done) return;
    this.#cutOff += 1;
    if (this.#isThere(last, sqlite)) this.#cutOffButThere += 1;
  }

  /** Compares the store with all of it. */
  check(sqlite: Database, round: number): void {
    const keys = new Map(
      sqlite
        .prepare<[], { name: string; hash: Buffer; revocation: string | null; deleted_at: number | null }>(
          `SELECT keys.name, secrets.hash, keys.revocation, keys.deleted_at
           FROM keys JOIN secrets ON secrets.key_id = keys.id`,
        )
        .all()
        .map((row) => [row.name, row]),
    );
    for (const [name, { hash, revoked, removed }] of this.#keys) {
      const row = keys.get(name);
      const is = row && row.hash.toString('hex') === hash;
      if (!is) this.fault(`round ${round}: the key “${name}” was acknowledged and is not there`);
      else if (revoked && row.revocation !== 'permanent')
        this.fault(`round ${round}: “${name}” is not revoked`);
      else if (removed && row.deleted_at === null) this.fault(`round ${round}: “${name}” is not removed`);
    }
    const logged = (action: string) =>
      sqlite
        .prepare<[string], string>(
          `SELECT coalesce(json_extract(body, '$.target.name'), json_extract(body, '$.details.name'))
           FROM audit_entries WHERE action = ?`,
        )
        .pluck()
        .all(action);
    const written = new Set(logged('test.entry'));
    for (const name of this.#entries)
      if (!written.has(name)) this.fault(`round ${round}: the entry “${name}” is not there`);
    this.#compareWithLog(round, keys, logged);
    const uses = sqlite.prepare('SELECT coalesce(sum(uses), 0) FROM key_uses WHERE key_id = ?').pluck();
    const counted = uses.get(this.#usedKey) as number;
    if (counted < this.#uses || counted > this.#uses + this.#unsureUses)
      this.fault(`round ${round}: ${counted} uses are counted, and ${this.#uses} were acknowledged`);
  }

  /** No change without its entry, and no entry without its change. */
  #compareWithLog(
    round: number,
    keys: ReadonlyMap<string, { readonly revocation: string | null; readonly deleted_at: number | null }>,
    logged: (action: string) => readonly string[],
  ): void {
    const rows = [...keys.entries()];
    const pairs: readonly (readonly [string, readonly string[]])[] = [
      ['keys.generate', rows.map(([name]) => name)],
      ['keys.revoke', rows.flatMap(([name, row]) => (row.revocation === null ? [] : [name]))],
      ['keys.remove', rows.flatMap(([name, row]) => (row.deleted_at === null ? [] : [name]))],
    ];
    for (const [action, names] of pairs)
      if (logged(action).toSorted().join('\n') !== names.toSorted().join('\n'))
        this.fault(`round ${round}: ${action} in the log and in the store are not the same`);
  }

  #acknowledge(step: Said): void {
    if (step.what !== 'ready') this.#acknowledged += 1;
    if (step.what === 'key')
      this.#keys.set(step.name, { hash: step.hash ?? '', revoked: false, removed: false });
    if (step.what === 'entry') this.#entries.add(step.name);
    if (step.what === 'use') this.#uses += 1;
    if (step.what !== 'revoked' && step.what !== 'removed') return;
    const key = this.#keys.get(step.name);
    if (key) key[step.what] = true;
  }

  #isThere(step: Said, sqlite: Database): boolean {
    const has = (sql: string, ...values: readonly unknown[]) =>
      sqlite.prepare(sql).get(...values) !== undefined;
    if (step.what === 'key') return has('SELECT 1 FROM keys WHERE name = ?', step.name);
    if (step.what === 'revoked')
      return has(`SELECT 1 FROM keys WHERE id = ? AND revocation = 'permanent'`, step.id);
    if (step.what === 'removed')
      return has('SELECT 1 FROM keys WHERE id = ? AND deleted_at IS NOT NULL', step.id);
    if (step.what === 'entry')
      return has(`SELECT 1 FROM audit_entries WHERE json_extract(body, '$.details.name') = ?`, step.name);
    if (step.what !== 'use') return false;
    const uses = sqlite.prepare('SELECT coalesce(sum(uses), 0) FROM key_uses WHERE key_id = ?').pluck();
    const isCounted = (uses.get(this.#usedKey) as number) > this.#uses + this.#unsureUses;
    if (isCounted) this.#unsureUses += 1;
    return isCounted;
  }
}
