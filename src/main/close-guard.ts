import { dialog, type BrowserWindow } from 'electron';
import { t } from '../shared/language/t.ts';
import type { Backend } from './backend.ts';
import { sendEvent } from './ipc.ts';

/** Keeps the window, and with it the program, from ending while a secret is unsaved that nobody can show again. */
export function guardClosing(window: BrowserWindow, backend: Promise<Backend>): void {
  let ready: Backend | null = null;
  let answering = true;
  let loseIt = false;
  void backend.then((opened) => (ready = opened));
  window.on('unresponsive', () => (answering = false));
  window.on('responsive', () => (answering = true));

  window.on('close', (event) => {
    if (!ready || loseIt) return;
    if (ready.calls.underWay()) {
      // It may be making a secret just now; afterwards this is asked again.
      event.preventDefault();
      void ready.calls.settle().finally(() => window.close());
      return;
    }
    const unsaved = ready.unsavedSecret();
    if (!unsaved) return;
    event.preventDefault();
    window.show();
    if (answering) {
      sendEvent(window, 'close-requested', { secretId: unsaved.id });
      return;
    }
    // The page that would ask does not answer; the system asks in its place.
    void askToLose(window).then((confirmed) => {
      loseIt = confirmed;
      if (confirmed) window.close();
    });
  });
}

async function askToLose(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: t('Close without saving the key?'),
    detail: t(
      'The window does not answer, and the key was neither copied nor downloaded. It cannot be shown again.',
    ),
    buttons: [t('Go back'), t('Close without saving')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
