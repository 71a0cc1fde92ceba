import { NumberInput, type NumberInputProps, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Settings.module.css';

interface Props extends Omit<NumberInputProps, 'description' | 'error'> {
  readonly label: string;
  /** "minutes": after the field. */
  readonly unit?: string;
  /** What it does, under the field. */
  readonly says: ReactNode;
  readonly error?: ReactNode;
}

/** A whole number with its unit; what is out of range stays as it was typed, and is said. */
export function NumberField({ label, unit, says, error, readOnly = false, ...input }: Props) {
  const id = useId();
  const wrong = error !== undefined && error !== null;
  return (
    <div>
      <NumberInput
        {...input}
        label={label}
        error={wrong}
        readOnly={readOnly}
        variant={readOnly ? 'filled' : 'default'}
        aria-describedby={`${id}-unit ${id}`}
        allowDecimal={false}
        clampBehavior="none"
        hideControls={readOnly}
        inputContainer={withUnit(`${id}-unit`, unit)}
      />
      <Text
        id={id}
        size="xs"
        className={classes.says}
        c={wrong ? 'var(--mantine-color-error)' : 'dimmed'}
        role={wrong ? 'alert' : undefined}
      >
        {error ?? says}
      </Text>
    </div>
  );
}

const withUnit = (id: string, unit: string | undefined) => (field: ReactNode) => (
  <div className={classes.withUnit}>
    <div className={classes.number}>{field}</div>
    <Text size="sm" c="dimmed" id={id}>
      {unit}
    </Text>
  </div>
);
