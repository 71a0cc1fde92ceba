import { Alert } from '@mantine/core';
import { useCallback, useState } from 'react';
import { KEY_AUTHORITIES } from '../../shared/authorities.ts';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconInfo } from '../ui/icons.ts';
import classes from './Frame.module.css';
import { Header } from './Header.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { Navigation } from './Navigation.tsx';
import { navigate } from './router.ts';
import { RoutedPage } from './RoutedPage.tsx';
import { lock, signOut, useMayAny, useSession } from './session.ts';
import { type Command, useCommands } from './shortcuts.ts';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** Header, navigation and the current screen. */
export function Frame({ locked }: { readonly locked: boolean }) {
  const [shortcuts, setShortcuts] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const mayGenerate = useMayAny(KEY_AUTHORITIES);

  const attempt = useCallback((action: () => Promise<void>) => {
    setFailure(null);
    action().catch((error: unknown) => setFailure(failureOf(error)));
  }, []);
  const run = useCallback(
    (command: Command) => {
      // A dialog is a question that is to be answered first; locking is always possible.
      const answering = document.querySelector('[aria-modal="true"]') !== null;
      if (command === 'lock') attempt(lock);
      else if (answering) return;
      else if (command === 'shortcuts') setShortcuts(true);
      else if (mayGenerate) navigate('/tenant-api-keys/new');
    },
    [attempt, mayGenerate],
  );
  useCommands(!locked, run);

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip} onClick={skipToMain}>
        Skip to content
      </a>
      <Header
        onLock={() => attempt(lock)}
        onShortcuts={() => setShortcuts(true)}
        onSignOut={() => attempt(signOut)}
      />
      <Navigation />
      <main id="main" className={classes.main} tabIndex={-1}>
        <div className={classes.notices}>
          <FailureAlert failure={failure} />
          <SessionNotice />
        </div>
        <div className={classes.page}>
          <RoutedPage />
        </div>
      </main>
      <LeaveDialog />
      <ShortcutsDialog opened={shortcuts} onClose={() => setShortcuts(false)} />
    </div>
  );
}

function skipToMain(event: { preventDefault(): void }): void {
  // Without following the link: the address belongs to the router.
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

/** What did not work beside the sign-in, until it is dismissed. */
function SessionNotice() {
  const notice = useSession(({ state }) => (state?.status === 'signed-in' ? state.notice : undefined));
  const [dismissed, setDismissed] = useState<string>();
  if (notice === undefined || notice === dismissed) return null;
  return (
    <Alert
      color="yellow"
      icon={<IconInfo size={18} />}
      role="status"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => setDismissed(notice)}
    >
      {notice}
    </Alert>
  );
}
