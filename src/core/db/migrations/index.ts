import { initial } from './0001-initial.ts';

/** All migrations in order; the store's `user_version` is the number of those that it has had. */
export const MIGRATIONS: readonly string[] = [initial];
