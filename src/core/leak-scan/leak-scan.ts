import { SCAN_ROWS, type MatchKind, stillWorks } from '../../shared/leak-scan-words.ts';
import type { KeyMatch, ScanRow } from '../../shared/leak-scan.ts';
import type { ReadDb } from '../db/schema.ts';
import { type Baseline, placeName } from './baseline.ts';
import { findSecrets, hexOf, type KnownSecret } from './match-store.ts';
import type { Hit } from './place.ts';
import { type Scan, type ScanOptions, startScan } from './scan.ts';
import { shownName } from './shown.ts';

export interface LeakScanOptions extends Omit<ScanOptions, 'onHits'> {
  readonly db: ReadDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whose keys are told by name; `null`: whoever asks reads the store's file, so all. */
  readonly tenantId: number | null;
  readonly baseline: Baseline | null;
}

/** A place and what the store said of the key when it was found. */
export interface JudgedHit {
  readonly hit: Hit;
  readonly of: MatchKind;
}

/** A scan whose hits are looked up in the store, so that it knows whose each key is. */
export class LeakScan {
  readonly scan: Scan;
  readonly #options: LeakScanOptions;
  #kept: JudgedHit[] = [];
  readonly #ignored: Hit[] = [];
  readonly #found: Record<MatchKind, number> = { tenant: 0, 'other-tenant': 0, unknown: 0 };
  #ignoredCount = 0;
  #working = 0;

  constructor(options: LeakScanOptions) {
    this.#options = options;
    const { paths, storePath, threads, archives, git, signal } = options;
    this.scan = startScan({
      paths,
      storePath,
      threads,
      archives,
      git,
      signal,
      onHits: (hits) => this.#judge(hits),
    });
  }

  /** How it ended. The rows are in their order from then on: keys of the tenant first, then by name and line. */
  async ended(): Promise<'finished' | 'stopped'> {
    const how = await this.scan.done;
    const rank = { tenant: 0, 'other-tenant': 1, unknown: 2 };
    this.#kept = this.#kept.toSorted(
      (one, other) => rank[one.of] - rank[other.of] || byPlace(one.hit, other.hit),
    );
    return how;
  }

  /** Places by whose key stands there; those of the baseline are not among them. */
  get found(): Readonly<Record<MatchKind, number>> {
    return this.#found;
  }

  get total(): number {
    return this.#found.tenant + this.#found['other-tenant'] + this.#found.unknown;
  }

  /** Places at which a key stands that lets somebody in. */
  get working(): number {
    return this.#working;
  }

  get ignored(): number {
    return this.#ignoredCount;
  }

  /** The places that are kept: the first `SCAN_ROWS`. */
  get kept(): readonly JudgedHit[] {
    return this.#kept;
  }

  /** Those, and the ones that the baseline knew, for a new baseline. */
  get places(): readonly Hit[] {
    return [...this.#kept.map(({ hit }) => hit), ...this.#ignored];
  }

  /** Rows as the store knows the keys now. `from`: rows that are skipped. */
  async rows(
    of: MatchKind | 'all',
    from: number,
    limit: number,
  ): Promise<{ rows: ScanRow[]; more: boolean }> {
    const wanted: { readonly hit: Hit; readonly id: number }[] = [];
    let place = from;
    for (; place < this.#kept.length && wanted.length < limit; place += 1) {
      const judged = this.#kept[place];
      if (judged && (of === 'all' || judged.of === of)) wanted.push({ hit: judged.hit, id: place + 1 });
    }
    const { db, now, tenantId } = this.#options;
    const known = await findSecrets(
      db,
      wanted.map(({ hit }) => hit.hash),
      now(),
    );
    const rows = wanted.map(({ hit, id }) => rowOf(hit, id, matchOf(known.get(hexOf(hit.hash)), tenantId)));
    return { rows, more: this.#kept.slice(place).some((judged) => of === 'all' || judged.of === of) };
  }

  async #judge(hits: readonly Hit[]): Promise<void> {
    const { db, now, tenantId, baseline } = this.#options;
    const known = await findSecrets(
      db,
      hits.map(({ hash }) => hash),
      now(),
    );
    for (const hit of hits) {
      if (baseline?.places.has(placeName(hit, baseline.path)) === true) {
        this.#ignoredCount += 1;
        if (this.#ignored.length < SCAN_ROWS) this.#ignored.push(hit);
        continue;
      }
      const match = matchOf(known.get(hexOf(hit.hash)), tenantId);
      this.#found[match.of] += 1;
      if (match.of === 'tenant' && stillWorks(match.standing)) this.#working += 1;
      if (this.#kept.length < SCAN_ROWS) this.#kept.push({ hit, of: match.of });
    }
  }
}

/** What may be told of a secret to somebody of this tenant. */
export function matchOf(known: KnownSecret | undefined, tenantId: number | null): KeyMatch {
  if (known === undefined) return { of: 'unknown' };
  if (tenantId !== null && known.tenantId !== tenantId) return { of: 'other-tenant' };
  const { keyId, name, owner, expiresAt, secret, standing, endsAt, lastUsedAt } = known;
  return { of: 'tenant', key: { id: keyId, name, owner, expiresAt }, secret, standing, endsAt, lastUsedAt };
}

function rowOf(hit: Hit, id: number, match: KeyMatch): ScanRow {
  const { path, inside, object, line, column, wrappings, hint } = hit;
  return {
    id,
    path: shownName(path),
    inside: inside.map(shownName),
    object: object && { ...object, name: object.name === null ? null : shownName(object.name) },
    line,
    column,
    written: [...wrappings],
    hint,
    match,
  };
}

function byPlace(one: Hit, other: Hit): number {
  const [here, there] = [placeText(one), placeText(other)];
  if (here !== there) return here < there ? -1 : 1;
  return one.offset - other.offset;
}

const placeText = ({ path, inside, object }: Hit): string =>
  [path, object?.name ?? '', object?.id ?? '', ...inside].join('\0');
