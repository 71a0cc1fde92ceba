import '@mantine/core/styles/NumberInput.layer.css';
import { NumberInput, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { formatClock, formatLongDay } from '../../ui/format.ts';
import { useNow } from '../../ui/useNow.ts';
import { validityProblem, validUntil } from './validity.ts';

interface Props {
  readonly value: number | string;
  readonly onChange: (days: number | string) => void;
  readonly onBlur?: (event: React.FocusEvent) => void;
  readonly error?: React.ReactNode;
}

/** **Validity days** of an account's key, with the moment that they lead to. */
export function ValidityField({ value, onChange, onBlur, error }: Props) {
  const now = useNow(60_000);
  const wrong = error !== undefined && error !== null;
  const until = validityProblem(value) === null ? validUntil(value, now) : null;
  return (
    <div>
      <NumberInput
        label={t('Validity days')}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        error={wrong}
        aria-describedby="validity-says"
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        min={1}
        w={170}
        data-path="validityDays"
      />
      <Text
        id="validity-says"
        size="xs"
        mt={6}
        // Whatever it says or not: what stands below stays where the mouse is.
        mih="1lh"
        c={wrong ? 'var(--mantine-color-error)' : 'dimmed'}
        role={wrong ? 'alert' : 'status'}
      >
        {error ??
          (until === null
            ? ''
            : t('Expires on {until} at {until2}.', {
                until: formatLongDay(until),
                until2: formatClock(until),
              }))}
      </Text>
    </div>
  );
}
