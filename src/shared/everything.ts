import type { KeyView } from './key-view.ts';

/** The view of somebody who has chosen nothing: all keys, newest first. In a file of its own, without zod. */
export const EVERYTHING: KeyView = {
  search: '',
  status: 'all',
  expiration: 'all',
  owner: 'all',
  authorizationGroupId: null,
  roleId: null,
  apiSetId: null,
  slice: null,
  sort: { column: 'created', descending: true },
};
