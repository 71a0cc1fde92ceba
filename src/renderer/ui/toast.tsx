import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { failureOf } from '../api.ts';
import { MOST_TOASTS, SHORT, showToast, WITH_UNDO } from './show-toast.ts';
import classes from './toast.module.css';

interface Toast {
  readonly message: string;
  /** Takes back what was done; why that failed takes the message's place. */
  readonly undo?: () => Promise<void>;
  readonly color?: string;
}

/** Where toasts appear: in the part that a lock hides. The mouse or the focus on one stops the clock of all. */
export function ToastHost() {
  // What one person did is nobody else's business.
  useEffect(() => () => notifications.clean(), []);
  return (
    <Notifications
      layout="stacked"
      position="bottom-right"
      containerWidth={400}
      transitionDuration={120}
      autoClose={SHORT}
      limit={MOST_TOASTS}
      zIndex={400}
    />
  );
}

/** Says in a corner what was done, for a while, without taking the focus; with **Undo** for 10 s when there is a way back. */
export function toast({ message, undo, color = 'patina' }: Toast): void {
  const id = crypto.randomUUID();
  const hide = () => notifications.hide(id);
  const failed = (error: unknown) => {
    hide();
    // A new one: the old may have gone meanwhile.
    showToast({
      ...common(),
      color: 'red',
      role: 'alert',
      autoClose: WITH_UNDO,
      message: <Line message={failureOf(error).message} />,
    });
  };
  showToast({
    ...common(),
    id,
    color,
    role: 'status',
    autoClose: undo ? WITH_UNDO : SHORT,
    message: <Line message={message} {...(undo && { undo: () => undo().then(hide, failed) })} />,
  });
}

const common = () => ({
  withBorder: true,
  closeButtonProps: { 'aria-label': t('Dismiss') },
  className: classes.toast ?? '',
});

function Line({ message, undo }: { readonly message: string; readonly undo?: () => Promise<unknown> }) {
  const [busy, setBusy] = useState(false);
  const press = () => {
    if (busy) return;
    setBusy(true);
    void undo?.().finally(() => setBusy(false));
  };
  return (
    <div className={classes.line}>
      <span className={classes.message}>{message}</span>
      {undo && (
        <Button size="compact-sm" variant="light" loading={busy} onClick={press}>
          {t('Undo')}
        </Button>
      )}
    </div>
  );
}
