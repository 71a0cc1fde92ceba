import { create } from 'zustand';
import type { ReportKindName } from '../../shared/report-words.ts';
import { whenOthersCome } from '../app/session.ts';

/** With what **Export report** begins. */
export interface ReportStart {
  readonly kind: ReportKindName;
  /** Days as `2026-03-01`; empty: none was chosen. */
  readonly from?: string;
  readonly to?: string;
}

interface ReportDialogStore {
  readonly open: ReportStart | null;
  /** What gets the focus back. */
  readonly opener: HTMLElement | null;
}

/** **Export report**, which any screen opens and `ReportDialogHost` shows. */
export const useReportDialog = create<ReportDialogStore>()(() => ({ open: null, opener: null }));

export function openReport(start: ReportStart): void {
  const { activeElement } = document;
  useReportDialog.setState({
    open: start,
    opener: activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null,
  });
}

export const closeReport = (): void => useReportDialog.setState({ open: null });

whenOthersCome(closeReport);
