import { expect, it } from 'vitest';
import { Troubles } from '../../../src/core/endpoint/troubles.ts';

it('says a trouble once until it is over, and another one at once', () => {
  const said: string[] = [];
  const troubles = new Troubles((message) => said.push(message));
  for (const message of [
    'The store is gone.',
    'The store is gone.',
    'The disk is full.',
    'The disk is full.',
  ]) {
    troubles.note(message);
  }
  expect(said).toEqual(['The store is gone.', 'The disk is full.']);
  expect(troubles.last).toBe('The disk is full.');
  troubles.over();
  expect(troubles.last).toBeNull();
  troubles.note('The disk is full.');
  expect(said).toHaveLength(3);
});
