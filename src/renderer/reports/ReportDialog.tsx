import './styles.ts';
import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { REPORT_FORMATS, REPORT_KINDS, REPORT_NAMES } from '../../shared/report-words.ts';
import type { SavedReport } from '../../shared/reports.ts';
import { api, failureOf, onEvent } from '../api.ts';
import { useMay } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { useNow } from '../ui/useNow.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { Choice } from './Choice.tsx';
import { closeReport, type ReportStart } from './report-dialog.ts';
import {
  FIELD_NAMES,
  problemsOf,
  type ReportChoice,
  type ReportValues,
  utcDay,
  valuesAtStart,
  wishOf,
} from './report-form.ts';
import { ReportFields } from './ReportFields.tsx';
import classes from './Reports.module.css';
import { Saved } from './Saved.tsx';
import { ABOUT, ABOUT_FORMAT, FORMAT_NAMES } from './words.ts';

/** **Export report**: which one, of when, in which format; then how it goes on, and where it is. */
export default function ReportDialog({ start }: { readonly start: ReportStart }) {
  const [saved, setSaved] = useState<SavedReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [calendar, setCalendar] = useState(false);
  return (
    <Modal
      opened
      onClose={() => !busy && closeReport()}
      title={t('Export report')}
      size={560}
      withCloseButton={false}
      returnFocus={false}
      closeOnEscape={!calendar}
      closeOnClickOutside={false}
    >
      {saved === null ? (
        <Wishes start={start} onBusy={setBusy} onCalendar={setCalendar} onSaved={setSaved} />
      ) : (
        <Saved saved={saved} onClose={closeReport} />
      )}
    </Modal>
  );
}

interface Props {
  readonly start: ReportStart;
  readonly onBusy: (busy: boolean) => void;
  readonly onCalendar: (opened: boolean) => void;
  readonly onSaved: (saved: SavedReport) => void;
}

function Wishes({ start, onBusy, onCalendar, onSaved }: Props) {
  const mayView = useMay('view');
  const mayViewActivity = useMay('view-activity');
  const [choice, setChoice] = useState<ReportChoice>({
    kind: start.kind,
    format: 'pdf',
    question: 'everything',
  });
  const now = useNow(60_000);
  const form = useForm<ReportValues>({
    initialValues: valuesAtStart(start, now),
    validate: (values) => problemsOf(values, choice),
  });
  const choose = (change: Partial<ReportChoice>) => {
    form.clearErrors();
    setChoice((before) => ({ ...before, ...change }));
  };
  const { busy, failure, onSubmit } = useSubmit(
    form,
    async (values) => {
      onBusy(true);
      try {
        const report = wishOf(values, choice, utcDay(Date.now()));
        const { saved } = await api.reports.export({ report, format: choice.format });
        if (saved !== null) onSaved(saved);
      } catch (error) {
        // The form is there again: that is answer enough to who has stopped it.
        if (failureOf(error).code !== 'CANCELLED') throw error;
      } finally {
        onBusy(false);
      }
    },
    FIELD_NAMES,
  );
  const kinds = REPORT_KINDS.filter((kind) => (kind === 'activity' ? mayViewActivity : mayView));
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <Choice
          label={t('Report')}
          value={choice.kind}
          options={kinds.map((value) => ({ value, label: t(REPORT_NAMES[value]) }))}
          says={t(ABOUT[choice.kind])}
          disabled={busy}
          onChange={(kind) => choose({ kind })}
        />
        <ReportFields
          form={form}
          choice={choice}
          onQuestion={(question) => choose({ question })}
          onCalendar={onCalendar}
        />
        <Choice
          label={t('Format')}
          value={choice.format}
          options={REPORT_FORMATS.map((value) => ({ value, label: FORMAT_NAMES[value] }))}
          says={t(ABOUT_FORMAT[choice.format])}
          disabled={busy}
          onChange={(format) => choose({ format })}
        />
      </Stack>
      <div className={classes.foot}>
        <FailureAlert failure={failure} />
        {busy && <HowFar />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => (busy ? void api.reports.cancel(undefined).catch(() => undefined) : closeReport())}
          >
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Export')}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** How far the report has come, once it is being made. */
function HowFar() {
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);
  useEffect(() => onEvent('report-progress', setProgress), []);
  const part =
    progress === null || progress.of === 0 ? null : Math.min(100, (100 * progress.done) / progress.of);
  return (
    <div>
      <Text size="xs" c="dimmed" role="status" mb={6}>
        {part === null
          ? t('Choose where to save it…')
          : part < 100
            ? t('Collecting, {part} %…', { part: Math.floor(part) })
            : t('Writing the file…')}
      </Text>
      <Progress value={part ?? 0} aria-label={t('Progress')} />
    </div>
  );
}
