import type { Database } from 'better-sqlite3';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import type { StoreDifference } from '../../shared/store.ts';
import { LISTED_NAMES } from '../../shared/store-words.ts';
import { hashAt, logHeadOf } from './log-head.ts';

/** What a restore would change: SQL over the present store and a backup of the same one, both of the newest schema. */

type Named = StoreDifference['revokedSince'];

/** `null`: they are not of the same store, so their numbers mean different things. */
export function compareStores(present: Database, backup: Database): StoreDifference | null {
  const [now, then] = [readHead(present), readHead(backup)];
  if (now.logId !== then.logId || now.logId === '') return null;
  return {
    history: historyOf(present, backup),
    ...compareKeys(present, backup),
    ...comparePeople(present, backup),
  };
}

/** How the log of a backup stands to the one that is there. */
function historyOf(present: Database, backup: Database): StoreDifference['history'] {
  const [now, then] = [logHeadOf(present), logHeadOf(backup)];
  if (!now || !then) return 'parted';
  const [shorter, longer] = now.seq < then.seq ? [now, backup] : [then, present];
  const isSame = hashAt(longer, shorter.seq)?.equals(shorter.hash) === true;
  if (!isSame) return 'parted';
  if (now.seq === then.seq) return 'same';
  return then.seq < now.seq ? 'earlier' : 'later';
}

interface KeyRow {
  readonly id: number;
  readonly name: string;
  readonly revoked: 0 | 1;
  readonly removed: 0 | 1;
  /** The hash of its current secret, hex. */
  readonly secret: string | null;
}

const KEYS = `SELECT keys.id, keys.name, keys.revocation IS NOT NULL AS revoked, keys.deleted_at IS NOT NULL AS removed,
    (SELECT hex(hash) FROM secrets WHERE key_id = keys.id AND ends_at IS NULL LIMIT 1) AS secret
  FROM keys ORDER BY keys.id`;

function compareKeys(present: Database, backup: Database) {
  const [revokedSince, removedSince, madeSince, rotatedSince, otherwise] = [
    list(),
    list(),
    list(),
    list(),
    list(),
  ];
  // Side by side, in the order of their numbers: a large store is not held in memory.
  const theirs = backup.prepare<[], KeyRow>(KEYS).iterate();
  let then = theirs.next();
  for (const now of present.prepare<[], KeyRow>(KEYS).iterate()) {
    while (then.done !== true && then.value.id < now.id) then = theirs.next();
    if (then.done === true || then.value.id !== now.id) {
      if (!now.removed) madeSince.add(now.name);
      continue;
    }
    const old = then.value;
    const isLive = !now.revoked && !now.removed;
    const wasLive = !old.revoked && !old.removed;
    if (wasLive && now.removed) removedSince.add(old.name);
    else if (wasLive && now.revoked) revokedSince.add(old.name);
    else if (isLive && !wasLive) otherwise.add(now.name);
    else if (isLive && wasLive && old.secret !== now.secret) rotatedSince.add(now.name);
  }
  theirs.return?.();
  return {
    revokedSince: revokedSince.all(),
    removedSince: removedSince.all(),
    madeSince: madeSince.all(),
    rotatedSince: rotatedSince.all(),
    reinstatedSince: otherwise.all(),
  };
}

interface Person {
  readonly id: number;
  readonly name: string;
  readonly active: 0 | 1;
  readonly password: string | null;
}

const PEOPLE = `SELECT accounts.id, username AS name, status = 'active' AND deleted_at IS NULL AS active,
    hex(passwords.hash) AS password
  FROM accounts LEFT JOIN passwords ON passwords.account_id = accounts.id ORDER BY accounts.id`;

function comparePeople(present: Database, backup: Database) {
  const [leftSince, joinedSince, passwordsSince] = [list(), list(), list()];
  const then = new Map(
    backup
      .prepare<[], Person>(PEOPLE)
      .all()
      .map((person) => [person.id, person]),
  );
  for (const now of present.prepare<[], Person>(PEOPLE).iterate()) {
    const old = then.get(now.id);
    if (!old) {
      if (now.active) joinedSince.add(now.name);
    } else if (old.active && !now.active) {
      leftSince.add(now.name);
    } else if (old.active && now.active && old.password !== now.password) {
      passwordsSince.add(now.name);
    }
  }
  return {
    leftSince: leftSince.all(),
    joinedSince: joinedSince.all(),
    passwordsSince: passwordsSince.all(),
  };
}

function list(): { readonly add: (name: string) => void; readonly all: () => Named } {
  const names: string[] = [];
  let count = 0;
  return {
    add: (name) => {
      count += 1;
      if (names.length < LISTED_NAMES) names.push(name);
    },
    all: () => ({ count, names }),
  };
}
