import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { DISMISSAL_REASON, type RuleId, ruleOf } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import { nameProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { KeyName } from '../keys/dialogs/KeyName.tsx';
import { DayField } from '../keys/generate/DayField.tsx';
import { dayAfter, dayPattern, endOfDay, readDay, writeDay } from '../keys/generate/expiry-date.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { formatLongDay } from '../ui/format.ts';
import { rich } from '../ui/rich.tsx';
import { toast } from '../ui/toast.tsx';
import { useNow } from '../ui/useNow.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import classes from './Findings.module.css';
import { subjectText } from './words.ts';

export interface Dismissing {
  readonly rule: RuleId;
  readonly finding: Finding;
}

interface Props extends Dismissing {
  readonly onClose: () => void;
  readonly onDismissed: () => void;
}

const PRESETS = [
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: '1 year' },
];

function dayProblem(text: string): string | null {
  if (text.trim() === '') return t('Until is required: choose the day after which it is shown again.');
  const day = readDay(text);
  if (day === null) return t('This is not a date. Type it as {dayPattern}.', { dayPattern: dayPattern() });
  return endOfDay(day) <= Date.now() ? t('The date has passed. Choose today or a later day.') : null;
}

/** **Dismiss finding**: puts one aside until a day, and says why. */
export function DismissDialog({ rule, finding, onClose, onDismissed }: Props) {
  const { title, about } = ruleOf(rule);
  const now = useNow(60_000);
  const [calendar, setCalendar] = useState(false);
  const form = useForm({
    initialValues: { reason: '', until: writeDay(dayAfter(90, now)) },
    validate: { reason: (text) => nameProblem(t('Reason'), text, DISMISSAL_REASON), until: dayProblem },
  });
  const name = subjectText(finding.name, about === 'key' || about === 'account');
  const { busy, failure, onSubmit } = useSubmit(form, async ({ reason, until }) => {
    const day = readDay(until);
    if (day === null) return;
    await api.findings.dismiss({ rule, subjectId: finding.id, reason, until: endOfDay(day) });
    onClose();
    onDismissed();
    toast({ message: t('Dismissed “{title}” of {name}.', { title: t(title), name }) });
  });
  const day = readDay(form.values.until);
  const wrong = form.errors['until'] ?? null;
  return (
    <Modal
      opened
      onClose={() => !busy && onClose()}
      title={t('Dismiss finding')}
      size={480}
      withCloseButton={false}
      returnFocus={false}
      closeOnEscape={!calendar}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={onSubmit} noValidate aria-busy={busy}>
        <Stack gap="md">
          <Text size="sm">
            {rich(
              'The finding “{title}” of {name} is put aside until the day that you choose. Everybody sees the reason, and it is in the activity log.',
              { title: t(title), name: <KeyName name={name} /> },
            )}
          </Text>
          <TextInput
            label={t('Reason')}
            placeholder={t('Why this may stay as it is')}
            autoComplete="off"
            aria-required
            data-autofocus
            {...fieldProps(form, 'reason')}
            data-path="reason"
          />
          <div>
            <Group gap="xs" align="end">
              <DayField
                label={t('Until')}
                path="until"
                required
                value={form.values.until}
                wrong={wrong !== null}
                describedBy="until-says"
                onChange={(text) => form.setFieldValue('until', text)}
                onBlur={fieldProps(form, 'until').onBlur}
                onCalendar={setCalendar}
              />
              <Group gap={6} role="group" aria-label={t('Dismiss for')}>
                {PRESETS.map(({ days, label }) => {
                  const chosen = day === dayAfter(days, now);
                  return (
                    <Button
                      key={days}
                      size="compact-sm"
                      fw={500}
                      variant={chosen ? 'light' : 'default'}
                      aria-pressed={chosen}
                      onClick={() => form.setFieldValue('until', writeDay(dayAfter(days, now)))}
                    >
                      {label}
                    </Button>
                  );
                })}
              </Group>
            </Group>
            <Text
              id="until-says"
              size="xs"
              mt={6}
              c={wrong ? 'var(--mantine-color-error)' : 'dimmed'}
              role={wrong ? 'alert' : 'status'}
            >
              {wrong ??
                (day === null
                  ? ''
                  : t('Shown again after {endOfDay}.', { endOfDay: formatLongDay(endOfDay(day)) }))}
            </Text>
          </div>
        </Stack>
        <div className={classes.dialogFoot}>
          <FailureAlert failure={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={busy}>
              {t('Cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('{what, select, finding {Dismiss} other {Dismiss}}', { what: 'finding' })}
            </Button>
          </Group>
        </div>
      </form>
    </Modal>
  );
}
