import { initial } from './0001-initial.ts';
import { access } from './0002-access.ts';
import { keyList } from './0003-key-list.ts';
import { people } from './0004-people.ts';
import { verification } from './0005-verification.ts';
import { refusals } from './0006-refusals.ts';
import { logIntegrity } from './0007-log-integrity.ts';
import { findings } from './0008-findings.ts';
import { overview } from './0009-overview.ts';

/** All migrations in order; the store's `user_version` is the number of those that it has had. */
export const MIGRATIONS: readonly string[] = [
  initial,
  access,
  keyList,
  people,
  verification,
  refusals,
  logIntegrity,
  findings,
  overview,
];
