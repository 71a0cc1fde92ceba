import type { LogFilter } from '../../src/shared/activity-log.ts';

/** Every entry of the tenant. */
export const WHOLE_LOG: LogFilter = {
  everywhere: false,
  from: null,
  until: null,
  actorId: null,
  subject: null,
  outcome: null,
  target: null,
  search: '',
};
