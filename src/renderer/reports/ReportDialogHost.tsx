import { useEffect, useRef } from 'react';
import { fetched } from '../app/fetched.tsx';
import { useRouter } from '../app/router.ts';
import { focusPageTitle } from '../ui/PageTitle.tsx';
import { closeReport, useReportDialog } from './report-dialog.ts';

const ReportDialog = fetched(() => import('./ReportDialog.tsx'));

/** **Export report**, over whatever screen has opened it, and the focus after it. */
export function ReportDialogHost() {
  const open = useReportDialog((store) => store.open);
  const path = useRouter((router) => router.path);
  const shownOn = useRef(path);
  useEffect(() => {
    // Another screen, another matter.
    if (shownOn.current !== path) closeReport();
    shownOn.current = path;
  }, [path]);
  const shown = open !== null;
  useEffect(() => {
    if (!shown) return;
    const { opener } = useReportDialog.getState();
    return () => {
      setTimeout(() => {
        if (document.querySelector('[aria-modal="true"]') !== null) return;
        if (opener?.isConnected) opener.focus();
        else focusPageTitle();
      });
    };
  }, [shown]);
  return open && <ReportDialog start={open} />;
}
