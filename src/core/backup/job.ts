import type { IntegrityReport } from '../../shared/store.ts';
import { checkStore } from './check-store.ts';
import type { Binding } from './copy-store.ts';
import { type Inspected, type InspectOrder, inspectBackup } from './inspect.ts';
import { type BackupOrder, type MadeBackup, makeBackup } from './make-backup.ts';
import { putBack, type Restored, type RestoreOrder } from './put-back.ts';
import type { Watch } from './watch.ts';

/** Everything that is done to a whole store: long, and never on the thread that the window depends on. */
export interface StoreJobs {
  readonly make: { readonly order: BackupOrder; readonly answer: MadeBackup };
  readonly inspect: { readonly order: InspectOrder; readonly answer: Inspected };
  readonly restore: { readonly order: RestoreOrder; readonly answer: Restored };
  readonly check: { readonly order: { readonly storePath: string }; readonly answer: IntegrityReport };
}
export type StoreJob = {
  [Name in keyof StoreJobs]: { readonly job: Name; readonly order: StoreJobs[Name]['order'] };
}[keyof StoreJobs];

/** Does a job, here or in a thread. */
export type RunJob = <Name extends keyof StoreJobs>(
  job: Name,
  order: StoreJobs[Name]['order'],
  watch: Watch,
) => Promise<StoreJobs[Name]['answer']>;

export function doJob(
  job: StoreJob,
  binding: Binding,
  watch: Watch,
): Promise<StoreJobs[keyof StoreJobs]['answer']> {
  switch (job.job) {
    case 'make':
      return makeBackup(job.order, binding, watch);
    case 'inspect':
      return inspectBackup(job.order, binding, watch);
    case 'restore':
      return putBack(job.order, binding, watch);
    case 'check':
      return checkStore(job.order.storePath, binding, watch);
  }
}

/** Does jobs where it is called: for the command line, which has nothing else to do. */
export const jobsHere =
  (binding: Binding): RunJob =>
  async (job, order, watch) => {
    const answer: unknown = await doJob({ job, order } as StoreJob, binding, watch);
    return answer as StoreJobs[typeof job]['answer'];
  };
