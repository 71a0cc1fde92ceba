import type { AccountDeps } from '../../core/accounts/deps.ts';
import type { Examiner } from '../../core/findings/examiner.ts';
import type { Surveyor } from '../../core/keys/list/survey-client.ts';
import type { OverviewThread } from '../../core/overview/overview-thread.ts';
import type { Verifier } from '../../core/verification/verifier.ts';
import type { Batches } from '../batches.ts';
import type { EndpointSupervisor } from '../endpoint/supervisor.ts';
import type { Imports } from '../imports.ts';
import type { LeakScans } from '../leak-scans.ts';
import type { Log } from '../log-work.ts';
import type { KeptSignIn } from '../kept-sign-in.ts';
import type { PendingSecrets } from '../pending-secrets.ts';
import type { Ports } from '../ports.ts';
import type { Session } from '../session.ts';
import type { StoreTools } from '../store-tools.ts';

/** What every handler gets beside its input. */
export interface Context {
  readonly accounts: AccountDeps;
  readonly session: Session;
  readonly kept: KeptSignIn;
  readonly secrets: PendingSecrets;
  /** Counts and marks of the list, off this thread. */
  readonly surveyor: Surveyor;
  /** Looks for findings, off this thread. */
  readonly examiner: Examiner;
  /** Counts of the overview, off this thread. */
  readonly overviewThread: OverviewThread;
  readonly batches: Batches;
  /** Made when it is first asked for. */
  readonly verifier: () => Verifier;
  readonly endpoint: EndpointSupervisor;
  readonly leakScans: LeakScans;
  readonly imports: Imports;
  /** The activity log as a whole: signing, verifying, exporting it. */
  readonly log: Log;
  /** One report at a time. */
  readonly reportWork: Batches;
  readonly storeTools: StoreTools;
  readonly ports: Ports;
  /** Work that goes on after the reply; the program waits for it before it ends. */
  readonly background: (work: Promise<unknown>) => void;
}
