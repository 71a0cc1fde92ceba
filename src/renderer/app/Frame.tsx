import { Alert } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { KEY_AUTHORITIES } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf, onEvent } from '../api.ts';
import { Palette } from '../palette/Palette.tsx';
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
  const [over, setOver] = useState<'palette' | 'shortcuts' | 'notices' | null>(null);
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
      else if (command === 'shortcuts') setOver('shortcuts');
      else if (command === 'search') setOver('palette');
      else if (command === 'find') focusSearch();
      else if (command === 'settings') navigate('/settings');
      else if (mayGenerate) navigate('/tenant-api-keys/new');
    },
    [attempt, mayGenerate],
  );
  useCommands(!locked, run);
  // Also while locked: it opens then, and is seen after the unlock.
  useEffect(() => onEvent('open', () => setOver('notices')), []);
  const close = () => setOver(null);

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip} onClick={skipToMain}>
        {t('Skip to content')}
      </a>
      <Header
        notices={{
          opened: over === 'notices' && !locked,
          onChange: (opened) => setOver(opened ? 'notices' : null),
        }}
        onSearch={() => setOver('palette')}
        onLock={() => attempt(lock)}
        onShortcuts={() => setOver('shortcuts')}
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
      <ShortcutsDialog opened={over === 'shortcuts'} onClose={close} />
      <Palette
        opened={over === 'palette'}
        onClose={close}
        lock={() => attempt(lock)}
        signOut={() => attempt(signOut)}
        showShortcuts={() => setOver('shortcuts')}
      />
    </div>
  );
}

/** The first search box of the screen, with what is in it selected; where there is none, nothing happens. */
function focusSearch(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('#main input[data-search]')];
  const box = boxes.find((each) => each.checkVisibility());
  box?.focus();
  box?.select();
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
      closeButtonLabel={t('Dismiss')}
      onClose={() => setDismissed(notice)}
    >
      {notice}
    </Alert>
  );
}
