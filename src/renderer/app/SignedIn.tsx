import './frame-styles.ts';
import { useEffect } from 'react';
import { KeyDialogs } from '../keys/dialogs/KeyDialogs.tsx';
import { ReportDialogHost } from '../reports/ReportDialogHost.tsx';
import { SecretHost } from '../secrets/SecretHost.tsx';
import { ToastHost } from '../ui/toast.tsx';
import { Frame } from './Frame.tsx';
import { followHistory } from './router.ts';

/** Everything that an administrator sees while signed in. */
export default function SignedIn({ locked }: { readonly locked: boolean }) {
  useEffect(followHistory, []);
  return (
    <SecretHost locked={locked}>
      <Frame locked={locked} />
      <KeyDialogs />
      <ReportDialogHost />
      <ToastHost />
    </SecretHost>
  );
}
