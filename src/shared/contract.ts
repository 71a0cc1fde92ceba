import { activityLog } from './activity-log.ts';
import { accounts } from './accounts.ts';
import { apiSets } from './api-sets.ts';
import { dataAccess } from './data-access.ts';
import { endpoint } from './endpoint.ts';
import { findings } from './findings.ts';
import { authorizationGroups, roles } from './grants.ts';
import { keys } from './keys.ts';
import { leakScan, type ScanProgress } from './leak-scan.ts';
import { notices } from './notices.ts';
import { overview } from './overview.ts';
import { reports } from './reports.ts';
import { permissions } from './permissions.ts';
import type { Client } from './rpc.ts';
import { secrets } from './secrets.ts';
import { session, type SessionState } from './session.ts';
import { settings } from './settings.ts';
import { recovery, store, type StoreProgress } from './store.ts';
import { tenants } from './tenants.ts';
import { verification } from './verification.ts';

/** The closed list of all calls that may cross from the renderer to the main process. */
export const contract = {
  session,
  keys,
  secrets,
  accounts,
  permissions,
  roles,
  authorizationGroups,
  apiSets,
  dataAccess,
  tenants,
  settings,
  notices,
  verification,
  endpoint,
  findings,
  leakScan,
  overview,
  activityLog,
  reports,
  store,
  recovery,
} as const;

export type LatchkeyContract = typeof contract;
export type Api = Client<LatchkeyContract>;

/** What the main process tells the renderer unasked. */
export interface Events {
  /** Locked by idleness, restored from the keychain, … */
  readonly session: SessionState;
  /** The person wants to close the window or quit while a secret is unsaved: ask. */
  readonly 'close-requested': { readonly secretId: string };
  /** Another process has changed the store: read again what is on the screen. */
  readonly 'store-changed': Record<string, never>;
  /** An endpoint has written down uses or refusals, and nothing else has changed: once a second while keys are used. */
  readonly 'keys-used': Record<string, never>;
  /** How far the batch that is under way has come. */
  readonly 'batch-progress': { readonly done: number; readonly of: number };
  /** How far the verification or export of the activity log has come. */
  readonly 'log-progress': { readonly done: number; readonly of: number };
  /** How far the report that is under way has come. */
  readonly 'report-progress': { readonly done: number; readonly of: number };
  /** How far a backup, a restore or an integrity check has come. */
  readonly 'store-progress': StoreProgress;
  /** The verification endpoint has started, ended or answered: ask for its state. */
  readonly 'endpoint-changed': Record<string, never>;
  /** A leak scan goes on, has ended, or something was dropped on the window for one: ask for its state. */
  readonly 'leak-scan-changed': { readonly progress: ScanProgress | null };
  /** A file was dropped to import keys from: look at it. */
  readonly 'import-dropped': Record<string, never>;
  /** The person has clicked a notification: show what it told of. While locked, after the unlock. */
  readonly open: 'keys-expiring-soon';
  /** A command of the native menu. */
  readonly menu: 'generate' | 'search' | 'find' | 'settings' | 'lock' | 'shortcuts';
}
export type EventName = keyof Events;

/** What the preload script puts on `window.latchkey`; never edited per feature. */
export interface Bridge {
  readonly invoke: (call: string, input: unknown) => Promise<unknown>;
  /** Returns the function that stops listening. */
  readonly on: (listener: (name: string, payload: unknown) => void) => () => void;
}
