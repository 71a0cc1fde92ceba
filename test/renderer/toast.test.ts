import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { toast } from '../../src/renderer/ui/toast.tsx';

const state = () => notificationsStore.getState();
/** How long those that show stay, the oldest first. */
const stays = () => state().notifications.map(({ autoClose }) => autoClose);

beforeEach(() => notifications.clean());

it('a toast never waits for others to go, so that nothing is said long after it was done', () => {
  for (let count = 0; count < 300; count += 1) toast({ message: `Revoked key ${count}.` });
  expect(state().queue).toEqual([]);
  expect(state().notifications).toHaveLength(5);
});

it('a way back makes room only where all that show are ways back', () => {
  const undo = async () => {};
  for (const way of [undo, undefined, undo, undefined, undo])
    toast({ message: 'Done.', ...(way && { undo: way }) });
  for (let count = 0; count < 2; count += 1) toast({ message: 'Done.', undo });
  expect(stays()).toEqual([10_000, 10_000, 10_000, 10_000, 10_000]);
  const [oldest, ...others] = state().notifications.map(({ id }) => id);
  toast({ message: 'Done.' });
  const now = state().notifications.map(({ id }) => id);
  expect(now.slice(0, 4)).toEqual(others);
  expect(now).not.toContain(oldest);
});
