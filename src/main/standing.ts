import type { Actor } from '../core/actor.ts';
import type { Administrator } from '../shared/session.ts';

/** Somebody's session: from a sign-in until a sign-out or the end of the program. */
export interface HeldSession {
  readonly id: string;
  readonly accountId: number;
  /** Of the log in which they have signed in: in a restored store their number may be somebody else's. */
  readonly epoch: number;
  readonly locked: boolean;
  /** The device credential that signs this computer in next time. */
  readonly deviceId: number | null;
  /** Where a super user has gone; absent: their own tenant. */
  readonly openTenantId?: number;
  readonly notice?: string;
}

/** How things stand with whoever is at the window. */
export type Standing =
  | { readonly status: 'needs-set-up' }
  | { readonly status: 'restoring' }
  | { readonly status: 'signed-out'; readonly notice?: string }
  | { readonly status: 'held'; readonly session: HeldSession };

/** Whether the person is in another tenant than the one that they have opened. */
export const isElsewhere = ({ openTenantId }: HeldSession, { tenant }: Administrator): boolean =>
  openTenantId !== undefined && tenant.id !== openTenantId;

/** Who somebody is to the core, as they were read just now. */
export const actorOf = (administrator: Administrator, { id, epoch }: HeldSession): Actor => ({
  accountId: administrator.accountId,
  username: administrator.username,
  tenantId: administrator.tenant.id,
  authorities: new Set(administrator.authorities),
  sessionId: id,
  origin: 'desktop',
  epoch,
});
