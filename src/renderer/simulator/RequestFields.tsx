import { NativeSelect, TagsInput, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { REQUEST_METHODS } from '../../shared/request-text.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { formatExact, formatRelative } from '../ui/format.ts';
import { useNow } from '../ui/useNow.ts';
import { readMoment } from './moment-text.ts';
import { type Question, requestIn } from './question.ts';
import classes from './Simulator.module.css';

interface Props {
  readonly form: UseFormReturnType<Question>;
}

/** What the client asks for, from where and when. */
export function RequestFields({ form }: Props) {
  const typePath = (text: string) => {
    // A whole request may be pasted: `POST /v1/orders/7`.
    const request = requestIn(text);
    const method = REQUEST_METHODS.find((known) => known === request?.method);
    if (request && method !== undefined) form.setFieldValue('method', method);
    form.setFieldValue('path', request && method !== undefined ? request.path : text);
  };
  return (
    <>
      <div className={classes.operation}>
        <NativeSelect
          label={t('Method')}
          data={[...REQUEST_METHODS]}
          {...form.getInputProps('method')}
          data-path="method"
        />
        <TextInput
          label={t('Path')}
          placeholder="/v1/orders/7"
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes.mono ?? '' }}
          {...fieldProps(form, 'path')}
          onChange={(event) => typePath(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={t('Client address')}
        placeholder={t('Not known')}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.mono ?? '' }}
        {...fieldProps(form, 'address')}
      />
      <div>
        <TextInput
          label={t('Time')}
          placeholder={t('now')}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="time-says"
          {...fieldProps(form, 'time')}
        />
        {form.errors['time'] === undefined && <TimeSays text={form.values.time} />}
      </div>
      <PermissionsField form={form} />
    </>
  );
}

/** How a typed time was understood. */
function TimeSays({ text }: { readonly text: string }) {
  const now = useNow(30_000);
  const read = readMoment(text);
  return (
    <Text id="time-says" size="xs" c="dimmed" mt={4} mih={18}>
      {'problem' in read
        ? ''
        : read.time === null
          ? t('The moment of the simulation.')
          : `${formatExact(read.time)} (${formatRelative(read.time, now)})`}
    </Text>
  );
}

const readNames = async (): Promise<readonly string[]> =>
  (await api.permissions.list(undefined)).map(({ resource, action }) => `${resource}:${action}`).toSorted();

/** **Required permissions**: of the catalogue, or typed. */
function PermissionsField({ form }: Props) {
  const { value } = useReading(readNames);
  return (
    <TagsInput
      label={t('Required permissions')}
      placeholder={form.values.permissions.length === 0 ? t('None') : ''}
      data={value ?? []}
      maxDropdownHeight={220}
      splitChars={[',', ' ', ';']}
      comboboxProps={{ shadow: 'md' }}
      spellCheck={false}
      {...form.getInputProps('permissions')}
      data-path="permissions"
    />
  );
}
