import { remove } from '../../../../src/core/keys/remove.ts';
import { revoke } from '../../../../src/core/keys/revoke.ts';
import { DAY, HOUR } from '../../../support/clock.ts';
import type { Case } from '../scene.ts';

export const neverUsed: Case = async (s) => {
  const id = await s.key('Payroll');
  s.clock.pass(30 * DAY - 1);
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at: s.clock.time + 1 - 30 * DAY },
    mend: () => revoke(s.deps, s.ada, { id, how: 'until-reinstated' }),
  };
};

export const unused: Case = async (s) => {
  const id = await s.key('Payroll');
  s.clock.pass(DAY);
  await s.use(id);
  const at = s.clock.time;
  s.clock.pass(90 * DAY - 1);
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at },
    mend: () => revoke(s.deps, s.ada, { id, how: 'until-reinstated' }),
  };
};

export const tombstoneTried: Case = async (s) => {
  const id = await s.key('Payroll');
  await remove(s.deps, s.ada, id);
  s.refuse(id, 'DELETED', 3);
  // The last try is just a week ago.
  s.clock.pass(7 * DAY);
  return {
    finds: 'Payroll',
    hit: () => s.refuse(id, 'DELETED', 2),
    says: { count: 2, at: s.clock.time, text: '203.0.113.9' },
    mend: () => s.clock.pass(7 * DAY),
  };
};

export const manyRefusals: Case = async (s) => {
  const id = await s.key('Payroll');
  // More than a day ago: whole hours are counted.
  s.refuse(id, 'EXPIRED', 500);
  s.clock.pass(25 * HOUR);
  s.refuse(id, 'IP_NOT_ALLOWED', 60);
  s.refuse(id, 'API_NOT_ALLOWED', 39);
  return {
    finds: 'Payroll',
    hit: () => s.refuse(id, 'API_NOT_ALLOWED'),
    says: { count: 100, text: 'IP_NOT_ALLOWED', at: s.clock.time },
    mend: () => revoke(s.deps, s.ada, { id, how: 'until-reinstated' }),
  };
};
