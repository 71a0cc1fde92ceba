import { type NotificationData, notifications, notificationsStore } from '@mantine/notifications';

/** As many at once; Mantine would keep further ones waiting, and say long afterwards what was done. */
export const MOST_TOASTS = 5;
export const SHORT = 5_000;
/** As long as screens.md promises the way back. */
export const WITH_UNDO = 10_000;

/** Shows a toast now: where there is no room, in the place of the oldest, one with a way back last. */
export function showToast(one: NotificationData): void {
  const { notifications: shown } = notificationsStore.getState();
  const [oldest] = shown;
  if (shown.length >= MOST_TOASTS && oldest?.id !== undefined)
    notifications.hide((shown.find(({ autoClose }) => autoClose === SHORT) ?? oldest).id ?? oldest.id);
  notifications.show(one);
}
