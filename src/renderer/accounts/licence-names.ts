import type { AccountRow } from '../../shared/account-row.ts';
import { type Message, msg } from '../../shared/language/t.ts';

/** The licences as people read them. */
export const LICENCE_NAMES: Readonly<Record<AccountRow['licence'], Message>> = {
  Full: msg('Full'),
  API: msg('API'),
};
