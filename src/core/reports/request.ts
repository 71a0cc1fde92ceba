import type { ReportKind } from './document.ts';

/** Who could reach this? */
export type ReachQuestion =
  /** As `invoices:read`. */
  | { readonly by: 'permission'; readonly permission: string }
  /** As a client would send it: `POST`, `/v1/orders/7`. */
  | { readonly by: 'operation'; readonly method: string; readonly target: string }
  /** Exactly as the data access group has it. */
  | { readonly by: 'data-scope'; readonly scope: string };

/**
 * What a report is asked for. Times are epoch milliseconds. No report may be about the future, which whoever asks must
 * see to: collecting knows no clock, so that the same store and request give the same document at any time.
 */
export type ReportQuestion =
  | { readonly kind: 'inventory'; readonly asOf: number }
  | { readonly kind: 'findings'; readonly asOf: number }
  /** Entries at `from` or later and before `to`. */
  | { readonly kind: 'activity'; readonly from: number; readonly to: number }
  /** Everything up to and with `asOf`. `question`: only who could reach this. */
  | { readonly kind: 'access-review'; readonly asOf: number; readonly question?: ReachQuestion | null };

/** The same of one tenant. Plain data, so that it goes to a thread. */
export type ReportRequest = ReportQuestion & { readonly tenantId: number };

export type RequestOf<Kind extends ReportKind> = Extract<ReportRequest, { readonly kind: Kind }>;

/** How long work tells of itself. */
export interface ReportWatch {
  /** So much of something is done; `of` is an estimate until the end. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Nobody watches. */
export const UNWATCHED: ReportWatch = { onProgress: () => undefined };
