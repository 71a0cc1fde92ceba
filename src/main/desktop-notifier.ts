import { Notification } from 'electron';
import type { Ports } from './ports.ts';

/** Shows notifications where the desktop has such. A click calls `bringUp` before it does what the notification is for. */
export function desktopNotifier(bringUp: () => void): Ports['notify'] {
  // What is not referred to is collected, and its click with it.
  let shown: Notification | null = null;
  return (title, body, onClick) => {
    if (!Notification.isSupported()) return;
    shown?.close();
    shown = new Notification({ title, body: plain(body) });
    shown.on('click', () => {
      bringUp();
      onClick();
    });
    shown.show();
  };
}

/** Desktops of Linux read the body as markup, and a key's name may have angle brackets. */
const plain = (text: string): string =>
  process.platform === 'linux' ? text.replaceAll('<', '‹').replaceAll('>', '›') : text;
