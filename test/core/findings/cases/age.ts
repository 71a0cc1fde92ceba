import { remove } from '../../../../src/core/keys/remove.ts';
import { finishRotation, rotate } from '../../../../src/core/keys/rotate.ts';
import { DAY } from '../../../support/clock.ts';
import type { Case } from '../scene.ts';

export const noExpiry: Case = async (s) => {
  await s.key('Ends', { expiresAt: s.clock.time + 3_650 * DAY });
  let id = 0;
  return {
    finds: 'Payroll',
    hit: async () => {
      id = await s.key('Payroll');
    },
    says: { at: s.clock.time },
    mend: () => rotate(s.deps, s.ada, { id, overlap: 'none', expiresAt: s.clock.time + DAY }),
  };
};

export const expiresSoon: Case = async (s) => {
  const expiresAt = s.clock.time + 14 * DAY + 1;
  const id = await s.key('Payroll', { expiresAt });
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at: expiresAt },
    mend: () => rotate(s.deps, s.ada, { id, overlap: 'none', expiresAt: s.clock.time + 90 * DAY }),
  };
};

export const expired: Case = async (s) => {
  const expiresAt = s.clock.time + DAY;
  const id = await s.key('Payroll', { expiresAt });
  s.clock.pass(DAY - 1);
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at: expiresAt },
    mend: () => remove(s.deps, s.ada, id),
  };
};

export const oldSecret: Case = async (s) => {
  const id = await s.key('Payroll');
  s.clock.pass(200 * DAY);
  await rotate(s.deps, s.ada, { id, overlap: 'none' });
  const at = s.clock.time;
  s.clock.pass(90 * DAY - 1);
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at },
    mend: () => rotate(s.deps, s.ada, { id, overlap: 'none' }),
  };
};

export const twoSecrets: Case = async (s) => {
  const id = await s.key('Payroll');
  s.clock.pass(DAY);
  await rotate(s.deps, s.ada, { id, overlap: '7-days' });
  s.clock.pass(5 * DAY);
  // Before the first overlap has ended: two secrets stay alive.
  await rotate(s.deps, s.ada, { id, overlap: '7-days' });
  const at = s.clock.time + 7 * DAY;
  s.clock.pass(2 * DAY - 1);
  return {
    finds: 'Payroll',
    hit: () => s.clock.pass(1),
    says: { at },
    mend: () => finishRotation(s.deps, s.ada, id),
  };
};
