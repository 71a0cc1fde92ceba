import type { AuthorizationGroup } from '../../shared/grants.ts';
import { type Message, msg } from '../../shared/language/t.ts';

/** Whose keys may have a group, as people read it. */
export const TYPE_NAMES: Readonly<Record<AuthorizationGroup['type'], Message>> = {
  'Tenant API Key': msg('Tenant API Key'),
  User: msg('User'),
};
