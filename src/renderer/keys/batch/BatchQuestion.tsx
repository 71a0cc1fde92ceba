import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BatchPreview } from '../../../shared/key-batch.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { formatExact, formatNumber, formatRelative } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import { useNow } from '../../ui/useNow.ts';
import { type Batch, closeBatch, run } from './batch-store.ts';
import classes from './Batch.module.css';
import { RefusedKeys } from './RefusedKeys.tsx';
import { type AskedAction, willText, wordsOf } from './words.ts';

interface Props extends Pick<Batch, 'typed'> {
  readonly action: AskedAction;
  readonly preview: BatchPreview;
  /** The keys have changed since the person confirmed. */
  readonly countChanged: boolean;
}

/** The dry run: what would change and whom it would hit; then, for all keys at once, the number to type. */
export function BatchQuestion({ action, typed, preview, countChanged }: Props) {
  const [number, setNumber] = useState('');
  const { selected, changes, refused } = preview;
  const { button, done, effect } = wordsOf(action);
  const confirmed = !typed || number.replaceAll(/[\s.,’'\u00a0\u202f]/g, '') === String(changes);
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    if (confirmed && changes > 0) void run();
  };
  return (
    <form onSubmit={submit} className={classes.question}>
      {countChanged && (
        <Alert color="yellow" role="alert">
          {t('The keys have changed meanwhile, and nothing was done. Look again before you confirm.')}
        </Alert>
      )}
      {changes === 0 ? (
        <Text size="sm" role="status">
          {selected === 0 ? t('There is no such key.') : t('No key would be {done}.', { done: t(done) })}
        </Text>
      ) : (
        <Text size="sm" role="status">
          <b>{willText(action, changes, selected)}</b> {t(effect)}
        </Text>
      )}
      {changes > 0 && <Impact preview={preview} />}
      {selected > changes && <RefusedKeys keys={refused} count={selected - changes} />}
      {typed && changes > 0 && (
        <TextInput
          label={t('Type {changes} to confirm', { changes: formatNumber(changes) })}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          w={220}
          autoFocus
          data-autofocus
        />
      )}
      <Group justify="flex-end" gap="xs">
        {/* Said twice: the dialog itself may come to look for its first stop only after this is there. */}
        <Button
          variant="default"
          onClick={closeBatch}
          {...((!typed || changes === 0) && { autoFocus: true, 'data-autofocus': true })}
        >
          {changes === 0 ? t('Close') : t('Cancel')}
        </Button>
        {changes > 0 && (
          <Button type="submit" {...(action !== 'reinstate' && { color: 'red.9' })} disabled={!confirmed}>
            {t(button, { keys: counted(changes, 'key') })}
          </Button>
        )}
      </Group>
    </form>
  );
}

/** Keys that are named. */
const NAMED = 5;

/** Which applications used these keys last, as far as verification has seen them. */
function Impact({ preview: { everUsed, usesInLastDay, ...preview } }: { readonly preview: BatchPreview }) {
  const now = useNow(30_000);
  const lastUsed = preview.lastUsed.slice(0, NAMED);
  if (everUsed === 0) {
    return (
      <section aria-label={t('Who uses these keys')} className={classes.note}>
        <Text size="sm" c="dimmed">
          {t('No use of these keys has been recorded yet.')}
        </Text>
      </section>
    );
  }
  return (
    <section aria-label={t('Who uses these keys')} className={classes.note}>
      <Text size="sm">
        {rich(
          '{everUsed, plural, one {<b># key</b> was used before, {times} in the last 24 hours.} other {<b># keys</b> were used before, {times} in the last 24 hours.}}{more}',
          {
            everUsed,
            b: <b />,
            times: <b>{usesInLastDay === 0 ? t('not once') : counted(usesInLastDay, 'time')}</b>,
            more: everUsed > lastUsed.length ? t(' The last ones:') : '',
          },
        )}
      </Text>
      <ul className={classes.lastUsed} aria-label={t('Used last')}>
        {lastUsed.map(({ id, name, lastUsedAt }) => (
          <li key={id}>
            <span className={classes.keyName} title={name}>
              {name}
            </span>
            <time dateTime={new Date(lastUsedAt).toISOString()} title={formatExact(lastUsedAt)}>
              {formatRelative(lastUsedAt, now)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
