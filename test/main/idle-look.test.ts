import { expect, it } from 'vitest';
import { lookAtIdleness } from '../../src/main/idle-look.ts';

const look = async (idle: number, limit: () => Promise<number>) => {
  const locks: string[] = [];
  await lookAtIdleness(idle, { lock: (why) => void locks.push(why), limit });
  return locks;
};

it.each([
  [10, 600, ['idle']],
  [10, 599, []],
  [1, 60, ['idle']],
  [1, 59, []],
  [240, 14_399, []],
  [240, 14_400, ['idle']],
])('with %i minutes set, after %i seconds: %j', async (minutes, idle, locks) => {
  expect(await look(idle, () => Promise.resolve(minutes))).toEqual(locks);
});

it('a setting is in force at the next look', async () => {
  let minutes = 10;
  const limit = () => Promise.resolve(minutes);
  expect(await look(120, limit)).toEqual([]);
  minutes = 2;
  expect(await look(120, limit)).toEqual(['idle']);
});

it('a store that does not answer keeps no screen open', async () => {
  const broken = () => Promise.reject(new Error('disk'));
  expect(await look(599, broken)).toEqual([]);
  expect(await look(600, broken)).toEqual(['idle']);
});
