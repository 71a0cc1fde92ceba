import { Autocomplete, Select, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useCallback } from 'react';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { DayField } from '../keys/generate/DayField.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import classes from './Reports.module.css';
import type { Question, ReportChoice, ReportValues } from './report-form.ts';

interface Props {
  readonly form: UseFormReturnType<ReportValues>;
  readonly choice: ReportChoice;
  readonly onQuestion: (question: Question) => void;
  readonly onCalendar: (opened: boolean) => void;
}

const QUESTIONS: readonly { readonly value: Question; readonly label: Message }[] = [
  { value: 'everything', label: msg('Everything') },
  { value: 'permission', label: msg('A permission') },
  { value: 'operation', label: msg('An operation') },
  { value: 'data-scope', label: msg('A data scope') },
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The fields that belong to the chosen report: days, and what an access review asks for. */
export function ReportFields({ form, choice, onQuestion, onCalendar }: Props) {
  const day = (path: 'asOf' | 'from' | 'to', label: string) => (
    <DayField
      label={label}
      path={path}
      past
      required
      value={form.values[path]}
      wrong={form.errors[path] !== undefined}
      describedBy="report-days-say"
      onChange={(text) => form.setFieldValue(path, text)}
      onBlur={fieldProps(form, path).onBlur}
      onCalendar={onCalendar}
    />
  );
  if (choice.kind === 'activity') {
    return (
      <div>
        <div className={classes.days}>
          {day('from', t('From'))}
          {day('to', t('To'))}
        </div>
        <Says wrong={form.errors['from'] ?? form.errors['to']}>
          {t('Both days from beginning to end, in UTC.')}
        </Says>
      </div>
    );
  }
  if (choice.kind !== 'access-review') return null;
  return (
    <>
      <div>
        {day('asOf', t('As of'))}
        <Says wrong={form.errors['asOf']}>{t('The end of that day in UTC; of today, this moment.')}</Says>
      </div>
      <Select
        label={t('Who could reach')}
        data={QUESTIONS.map(({ value, label }) => ({ value, label: t(label) }))}
        value={choice.question}
        allowDeselect={false}
        onChange={(value) => {
          const question = QUESTIONS.find((one) => one.value === value);
          if (question) onQuestion(question.value);
        }}
      />
      {choice.question === 'permission' && <PermissionField form={form} />}
      {choice.question === 'operation' && (
        <div className={classes.operation}>
          <Select
            label={t('Method')}
            data={METHODS}
            allowDeselect={false}
            {...form.getInputProps('method')}
          />
          <TextInput
            label={t('Path')}
            placeholder="/v1/orders/7"
            autoComplete="off"
            aria-required
            data-path="target"
            {...fieldProps(form, 'target')}
          />
        </div>
      )}
      {choice.question === 'data-scope' && <ScopeField form={form} />}
    </>
  );
}

function Says({ wrong, children }: { readonly wrong: React.ReactNode; readonly children: string }) {
  return (
    <Text
      id="report-days-say"
      size="xs"
      mt={6}
      c={wrong ? 'var(--mantine-color-error)' : 'dimmed'}
      role={wrong ? 'alert' : undefined}
    >
      {wrong ?? children}
    </Text>
  );
}

type Form = Pick<Props, 'form'>;

/** Offers what there is now; what there was then may be typed. */
function PermissionField({ form }: Form) {
  const { value } = useReading(
    useCallback(() => api.permissions.list(undefined), []),
    false,
  );
  const names = (value ?? []).map(({ resource, action }) => `${resource}:${action}`);
  return (
    <Autocomplete
      label={t('Permission')}
      placeholder="invoices:read"
      data={names}
      limit={6}
      openOnFocus={false}
      aria-required
      data-path="permission"
      {...fieldProps(form, 'permission')}
    />
  );
}

function ScopeField({ form }: Form) {
  const { value } = useReading(
    useCallback(() => api.dataAccess.list(undefined), []),
    false,
  );
  const scopes = [...new Set((value ?? []).flatMap((group) => group.scopes))];
  return (
    <Autocomplete
      label={t('Data scope')}
      data={scopes}
      limit={6}
      openOnFocus={false}
      aria-required
      data-path="scope"
      {...fieldProps(form, 'scope')}
    />
  );
}
