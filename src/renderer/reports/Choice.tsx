import { Input, SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** What is chosen, in a sentence. */
  readonly says: string;
  readonly disabled: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few, side by side, with a sentence about the one that is chosen. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { label, value, options, says, disabled, onChange } = props;
  const id = useId();
  return (
    <div>
      <Input.Label id={id} component="div" mb={4}>
        {label}
      </Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value}
        data={[...options]}
        disabled={disabled}
        onChange={onChange}
      />
      <Text size="xs" c="dimmed" mt={6}>
        {says}
      </Text>
    </div>
  );
}
