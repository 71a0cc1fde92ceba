import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { SHORT, showToast, WITH_UNDO } from '../../src/renderer/ui/show-toast.ts';

const state = () => notificationsStore.getState();
/** How long those that show stay, the oldest first. */
const stays = () => state().notifications.map(({ autoClose }) => autoClose);

beforeEach(() => notifications.clean());

const show = (autoClose: number) => showToast({ message: 'Done.', autoClose });

it('a toast never waits for others to go, so that nothing is said long after it was done', () => {
  for (let count = 0; count < 300; count += 1) show(SHORT);
  expect(state().queue).toEqual([]);
  expect(state().notifications).toHaveLength(5);
});

it('a way back makes room only where all that show are ways back', () => {
  for (const stay of [WITH_UNDO, SHORT, WITH_UNDO, SHORT, WITH_UNDO, WITH_UNDO, WITH_UNDO]) show(stay);
  expect(stays()).toEqual(Array.from({ length: 5 }, () => WITH_UNDO));
  const [oldest, ...others] = state().notifications.map(({ id }) => id);
  show(SHORT);
  const now = state().notifications.map(({ id }) => id);
  expect(now.slice(0, 4)).toEqual(others);
  expect(now).not.toContain(oldest);
});
