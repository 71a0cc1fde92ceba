import { isDeepStrictEqual } from 'node:util';
import type { Authority } from '../../../src/shared/authorities.ts';
import { OVERLAPS, type Overlap } from '../../../src/shared/overlap.ts';
import type { KeyView } from '../../../src/shared/key-view.ts';
import { MINUTE, MORNING } from '../../support/clock.ts';

/** The life of keys as product.md tells it, with everything in memory and nothing of the core: what the store must agree with. */

export const LIMIT = 3;
const UNDO = MINUTE;

/** Names that stand for the same are of one class. None is a part of another. */
export const NAMES = [
  ['Payroll', 'payroll'],
  ['PAYROLL', 'payroll'],
  ['Ｐａｙｒｏｌｌ', 'payroll'],
  ['Web shop', 'web shop'],
  ['WEB SHOP', 'web shop'],
  ['Straße 9', 'strasse'],
  ['STRASSE 9', 'strasse'],
  ['Invoices', 'invoices'],
  ['Ledger', 'ledger'],
  ['Backup', 'backup'],
  ['Frachtbüro', 'frachtbüro'],
  ['Kiosk', 'kiosk'],
  ['Mailer', 'mailer'],
] as const;
export type Name = (typeof NAMES)[number];

export type Person = 'ada' | 'bob' | 'tenants’ only' | 'accounts’ only' | 'auditor';
export type OwnerName = 'tenant' | 'robot' | 'ada' | 'bob';

export interface ModelSecret {
  readonly text: string;
  readonly hint: string;
  endsAt: number | null;
}

export interface ModelKey {
  readonly id: number;
  readonly owner: OwnerName;
  readonly createdAt: number;
  name: Name;
  description: string;
  revocation: 'until-reinstated' | 'permanent' | null;
  expiresAt: number | null;
  removedAt: number | null;
  revision: number;
  /** Oldest first; the last one is current. */
  readonly secrets: ModelSecret[];
}

export type Action =
  'edit' | 'rotate' | 'finish' | 'until-reinstated' | 'permanent' | 'reinstate' | 'remove' | 'restore';
export type BatchAction = 'revoke' | 'reinstate' | 'remove' | 'restore';

const AUTHORITIES: Readonly<Record<Person, readonly Authority[]>> = {
  ada: ['manage-tenant-api-keys', 'manage-user-api-key'],
  bob: ['manage-tenant-api-keys', 'manage-user-api-key'],
  'tenants’ only': ['manage-tenant-api-keys'],
  'accounts’ only': ['manage-user-api-key'],
  auditor: [],
};

/** Whether somebody may change keys of anybody; who may not is refused before anything else. */
export const changesKeys = (who: Person): boolean => AUTHORITIES[who].length > 0;

export class Model {
  now = MORNING;
  readonly keys: ModelKey[] = [];
  readonly disabled = new Set<OwnerName>();

  get listed(): ModelKey[] {
    return this.keys.filter(({ removedAt }) => removedAt === null).toReversed();
  }

  get counted(): number {
    return this.listed.filter(({ owner, revocation }) => owner === 'tenant' && revocation !== 'permanent')
      .length;
  }

  /** Why a key cannot be generated, or `null`. */
  refusesGenerate(who: Person, owner: OwnerName, name: Name, expiresAt: number | null): string | null {
    if (!this.#mayHoldSecret(who, owner)) return 'FORBIDDEN';
    if (this.disabled.has(owner)) return 'OWNER_DISABLED';
    if (expiresAt !== null && expiresAt <= this.now) return 'EXPIRY_NOT_IN_FUTURE';
    if (owner === 'tenant' && this.counted >= LIMIT) return 'KEY_LIMIT_REACHED';
    return this.#isTaken(name) ? 'NAME_TAKEN' : null;
  }

  /** Why an action on a key is refused for the state that it is in and for who asks, or `null`. */
  refuses(who: Person, action: Action, key: ModelKey | undefined): string | null {
    if (!key) return 'KEY_NOT_FOUND';
    if (!(action === 'rotate' ? this.#mayHoldSecret(who, key.owner) : mayChange(who, key.owner)))
      return 'FORBIDDEN';
    const { removedAt, revocation } = key;
    if (action === 'restore') {
      if (removedAt === null) return 'NOT_REMOVED';
      if (this.now > removedAt + UNDO) return 'UNDO_TOO_LATE';
      if (this.#isTaken(key.name)) return 'NAME_TAKEN';
      const counts = key.owner === 'tenant' && revocation !== 'permanent';
      return counts && this.counted >= LIMIT ? 'KEY_LIMIT_REACHED' : null;
    }
    if (removedAt !== null) return 'KEY_REMOVED';
    if (action === 'remove') return null;
    if (action === 'until-reinstated') return revocation === null ? null : 'ALREADY_REVOKED';
    if (action === 'permanent') return revocation === 'permanent' ? 'ALREADY_REVOKED' : null;
    if (revocation === 'permanent') return 'PERMANENTLY_REVOKED';
    if (action === 'reinstate') return revocation === null ? 'NOT_REVOKED' : null;
    if (action === 'edit') return null;
    if (revocation !== null) return 'KEY_REVOKED';
    return action === 'finish' && !this.previous(key) ? 'NOT_ROTATING' : null;
  }

  refusesName(name: Name, key: ModelKey): string | null {
    return this.#isTaken(name, key) ? 'NAME_TAKEN' : null;
  }

  refusesExpiry(key: ModelKey, asked: number | null | undefined): string | null {
    if (asked === undefined)
      return key.expiresAt !== null && key.expiresAt <= this.now ? 'EXPIRY_REQUIRED' : null;
    return asked !== null && asked <= this.now ? 'EXPIRY_NOT_IN_FUTURE' : null;
  }

  /** The old secret that still works, if the key itself does. */
  previous({ secrets }: ModelKey): ModelSecret | undefined {
    return secrets.find(({ endsAt }) => endsAt !== null && endsAt > this.now);
  }

  rotate(key: ModelKey, overlap: Overlap, asked: number | null | undefined, secret: ModelSecret): void {
    const old = key.expiresAt ?? Infinity;
    if (asked !== undefined) key.expiresAt = asked;
    const latest = Math.min(this.now + OVERLAPS[overlap], old, key.expiresAt ?? Infinity);
    for (const each of key.secrets) {
      if (each.endsAt === null) each.endsAt = Math.max(this.now, latest);
      else if (each.endsAt > this.now) each.endsAt = this.now;
    }
    key.secrets.push(secret);
    key.revision += 1;
  }

  /** Does what was not refused. */
  apply(action: Exclude<Action, 'edit' | 'rotate'>, key: ModelKey): void {
    key.revision += 1;
    if (action === 'finish') {
      const previous = this.previous(key);
      if (previous) previous.endsAt = this.now;
    }
    if (action === 'until-reinstated' || action === 'permanent') key.revocation = action;
    if (action === 'reinstate') key.revocation = null;
    if (action === 'remove') key.removedAt = this.now;
    if (action === 'restore') key.removedAt = null;
  }

  /** The keys that a view of the kinds that the test uses shows, in the order of their creation, newest first. */
  shown({ status, expiration, owner }: Pick<KeyView, 'status' | 'expiration' | 'owner'>): ModelKey[] {
    return this.listed.filter((key) => {
      const state = key.revocation === null ? 'active' : 'revoked';
      const never = key.expiresAt === null;
      const expired = key.expiresAt !== null && key.expiresAt <= this.now;
      return (
        (status === 'all' || status === state) &&
        (expiration === 'all' || (expiration === 'never' ? never : expired)) &&
        (owner === 'all' || key.owner === 'tenant')
      );
    });
  }

  /** What verification must answer to a secret now. */
  verdict(key: ModelKey, { endsAt }: ModelSecret): string {
    if (key.removedAt !== null) return 'DELETED';
    if (endsAt !== null && this.now >= endsAt) return 'ROTATED';
    if (key.revocation !== null) return 'REVOKED';
    if (key.expiresAt !== null && this.now >= key.expiresAt) return 'EXPIRED';
    return this.disabled.has(key.owner) ? 'OWNER_DISABLED' : 'VALID';
  }

  /** The moments ahead at which something changes by itself. */
  get deadlines(): number[] {
    return this.keys
      .flatMap(({ secrets, expiresAt, removedAt }) => [
        ...secrets.map(({ endsAt }) => endsAt),
        expiresAt,
        removedAt === null ? null : removedAt + UNDO + 1,
      ])
      .filter((time) => time !== null)
      .filter((time) => time > this.now)
      .sort((one, other) => one - other);
  }

  /** Runs `work` and takes back whatever it did to the keys. */
  asIf<T>(work: () => T): T {
    const before = structuredClone(this.keys);
    try {
      return work();
    } finally {
      if (!isDeepStrictEqual(before, this.keys)) this.keys.splice(0, this.keys.length, ...before);
    }
  }

  #isTaken([, sort]: Name, except?: ModelKey): boolean {
    return this.listed.some((key) => key !== except && key.name[1] === sort);
  }

  #mayHoldSecret(who: Person, owner: OwnerName): boolean {
    return mayChange(who, owner) && (owner === 'tenant' || owner === 'robot' || owner === who);
  }
}

const mayChange = (who: Person, owner: OwnerName): boolean =>
  AUTHORITIES[who].includes(owner === 'tenant' ? 'manage-tenant-api-keys' : 'manage-user-api-key');

/** Does the action to these keys, one after the other, and says what becomes of each. */
export function batch(
  model: Model,
  who: Person,
  action: BatchAction,
  ids: readonly number[],
): { done: number[]; refused: { id: number; code: string }[] } {
  const done: number[] = [];
  const refused: { id: number; code: string }[] = [];
  for (const id of new Set(ids)) {
    const key = model.keys.find((key) => key.id === id);
    const one = action === 'revoke' ? 'until-reinstated' : action;
    const code = model.refuses(who, one, key);
    if (code !== null) refused.push({ id, code });
    else if (key) {
      model.apply(one, key);
      done.push(id);
    }
  }
  return { done, refused };
}
