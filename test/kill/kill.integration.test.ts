import { expect, it } from 'vitest';
import { killRounds } from './rounds.ts';

/** `npm run test:kill` does the same 200 times. */
it('what two writers have acknowledged is there after kill -9 at any moment, and the store and its log are sound', async () => {
  const { acknowledged, kills, faults } = await killRounds(10);
  expect(faults).toEqual([]);
  expect(kills).toBe(20);
  // Otherwise nothing would have been tried.
  expect(acknowledged).toBeGreaterThan(20);
});
