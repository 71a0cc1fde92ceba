import { Radio, Stack } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { formatDay } from '../../ui/format.ts';
import { ExpirationField } from '../generate/ExpirationField.tsx';
import { ValidityField } from '../generate/ValidityField.tsx';
import classes from './Dialog.module.css';
import type { useNewExpiry } from './useNewExpiry.ts';

interface Props {
  readonly expiry: ReturnType<typeof useNewExpiry>;
  /** When the key expires now; `null`: never. Epoch milliseconds. */
  readonly before: number | null;
  /** What the core says to the new expiry. */
  readonly refusal: string | undefined;
  readonly onCalendar: (opened: boolean) => void;
}

/** **Expiry of the key**: as it was, new, or never. */
export function NewExpiryField({ expiry, before, refusal, onCalendar }: Props) {
  const { expired, fresh, choice, choose, problem } = expiry;
  const error = problem ?? refusal;
  return (
    <Radio.Group
      label={t('Expiry of the key')}
      value={choice}
      onChange={(chosen) => choose(chosen === fresh || chosen === 'never' ? chosen : 'keep')}
    >
      <Stack gap={8} mt={6}>
        {expired ? (
          <Radio
            value="keep"
            disabled
            label={t('Keep it (expired on {before})', { before: formatDay(before ?? 0) })}
            description={t('An expired key needs a new expiry.')}
          />
        ) : (
          <Radio
            value="keep"
            label={
              before === null ? t('Keep it: never') : t('Keep it: {before}', { before: formatDay(before) })
            }
          />
        )}
        <Radio value={fresh} label={fresh === 'date' ? t('A new date') : t('A number of days from now')} />
        {choice === 'date' && (
          <div className={classes.within}>
            <ExpirationField
              value={expiry.date}
              onChange={expiry.setDate}
              error={error}
              neverToo={false}
              onCalendar={onCalendar}
            />
          </div>
        )}
        {choice === 'days' && (
          <div className={classes.within}>
            <ValidityField value={expiry.days} onChange={expiry.setDays} error={error} />
          </div>
        )}
        {before !== null && <Radio value="never" label={t('Never')} />}
      </Stack>
    </Radio.Group>
  );
}
