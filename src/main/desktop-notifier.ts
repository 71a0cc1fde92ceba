import { Notification } from 'electron';
import type { Notifier } from './ports.ts';

/** Shows notifications where the desktop has such. A click calls `bringUp` before it does what the notification is for. */
export function desktopNotifier(bringUp: () => void): Notifier {
  // What is not referred to is collected, and its click with it.
  let shown: Notification | null = null;
  return {
    works: () => Notification.isSupported(),
    show: (title, body, onClick) => {
      shown?.close();
      const notification = new Notification({ title, body: plain(body) });
      shown = notification;
      notification.on('click', () => {
        bringUp();
        onClick();
      });
      notification.show();
      return () => notification.close();
    },
  };
}

/** Desktops of Linux read the body as markup, and a key's name may have angle brackets. */
const plain = (text: string): string =>
  process.platform === 'linux' ? text.replaceAll('<', '‹').replaceAll('>', '›') : text;
