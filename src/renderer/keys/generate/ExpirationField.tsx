import { Button, Group, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { formatLongDay, formatRelative } from '../../ui/format.ts';
import { useNow } from '../../ui/useNow.ts';
import { DayField } from './DayField.tsx';
import { dayAfter, endOfDay, expiryProblem, readDay, writeDay } from './expiry-date.ts';
import classes from './GenerateKey.module.css';

const PRESETS = [30, 60, 90, 365] as const;

interface Props {
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (event: React.FocusEvent) => void;
  /** False where never is a choice of its own. */
  readonly neverToo?: boolean;
  /** So that a window around it does not take the Escape that is meant for the calendar. */
  readonly onCalendar?: (opened: boolean) => void;
}

/** A day that can be typed, picked from a calendar or set to a common distance. Empty: never. */
export function ExpirationField({ value, error, onChange, onBlur, neverToo = true, onCalendar }: Props) {
  const now = useNow(60_000);
  const day = readDay(value);
  const sound = day !== null && expiryProblem(value, now) === null;
  return (
    <div>
      <Group gap="xs" align="end" wrap="wrap">
        <DayField
          label={t('Expiration Date')}
          path="expiration"
          value={value}
          wrong={error !== undefined && error !== null}
          describedBy="expiration-says"
          onChange={onChange}
          {...(onBlur && { onBlur })}
          {...(onCalendar && { onCalendar })}
        />
        <Group gap={6} role="group" aria-label={t('Expires in')} className={classes.presets}>
          {PRESETS.map((days) => (
            <Button
              key={days}
              size="compact-sm"
              fw={500}
              variant={day === dayAfter(days, now) ? 'light' : 'default'}
              aria-pressed={day === dayAfter(days, now)}
              onClick={() => onChange(writeDay(dayAfter(days, now)))}
            >
              {t('{days} days', { days })}
            </Button>
          ))}
          {neverToo && (
            <Button
              size="compact-sm"
              fw={500}
              variant={value.trim() === '' ? 'light' : 'default'}
              aria-pressed={value.trim() === ''}
              onClick={() => onChange('')}
            >
              {t('Never')}
            </Button>
          )}
        </Group>
      </Group>
      <Text
        id="expiration-says"
        size="xs"
        mt={6}
        c={error ? 'var(--mantine-color-error)' : 'dimmed'}
        role={error ? 'alert' : 'status'}
      >
        {error ??
          (sound
            ? t('Expires at the end of {endOfDay} ({endOfDay2}).', {
                endOfDay: formatLongDay(endOfDay(day)),
                endOfDay2: formatRelative(endOfDay(day), now),
              })
            : neverToo && value.trim() === ''
              ? t('Without a date the key never expires.')
              : '')}
      </Text>
    </div>
  );
}
