import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import '../scope/styles.ts';
import { Alert, Input, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Overlap, OVERLAPS } from '../../../shared/overlap.ts';
import { api } from '../../api.ts';
import { useShowSecret } from '../../secrets/SecretHost.tsx';
import { formatClock, formatDay } from '../../ui/format.ts';
import { IconAlert } from '../../ui/icons.ts';
import { useNow } from '../../ui/useNow.ts';
import { endOfDay, expiryProblem, readDay } from '../generate/expiry-date.ts';
import { ExpirationField } from '../generate/ExpirationField.tsx';
import { tellKeyChange } from '../key-changes.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { focusOpener } from './focus-opener.ts';
import type { DialogProps } from './dialog-props.ts';
import { KeyImpactNote } from './KeyImpactNote.tsx';
import { type NewExpiry, OVERLAP_NAMES, rotateInputOf, rotationWarning } from './rotation.ts';
import { useKeyAction } from './useKeyAction.ts';
import { KeyName } from './KeyName.tsx';

const CHOICES = (Object.keys(OVERLAPS) as Overlap[]).map((value) => ({ value, label: OVERLAP_NAMES[value] }));

/** **Rotate API Key**: a new secret for the same key; the old one ends at once or after an overlap. */
export default function RotateDialog({ row, onClose }: DialogProps) {
  const showSecret = useShowSecret();
  const now = useNow(30_000);
  const expired = row.expiresAt !== null && row.expiresAt <= now;
  const [overlap, setOverlap] = useState<Overlap>('none');
  const [expiry, setExpiry] = useState<NewExpiry>(expired ? 'date' : 'keep');
  const [date, setDate] = useState('');
  const [wrongDate, setWrongDate] = useState<string | null>(null);
  const [calendar, setCalendar] = useState(false);
  const { run, ...state } = useKeyAction();
  const { failure } = state;
  const atDate = failure?.field === 'expiresAt' && expiry === 'date';

  const day = readDay(date);
  const at = day === null ? null : endOfDay(day);
  const end = expiry === 'keep' ? row.expiresAt : expiry === 'date' ? at : null;
  const rotate = () => {
    const problem =
      expiry === 'date' ? (date.trim() === '' ? 'Choose a date.' : expiryProblem(date, Date.now())) : null;
    setWrongDate(problem);
    if (problem !== null) {
      document.querySelector<HTMLElement>('[data-path="expiration"]')?.focus();
      return;
    }
    run(async () => {
      const { secret, ...changed } = await api.keys.rotate(rotateInputOf(row.id, overlap, expiry, at));
      showSecret(secret, focusOpener);
      onClose();
      tellKeyChange({ type: 'changed', ...changed });
    });
  };

  return (
    <ActionDialog
      title="Rotate API Key"
      action="Rotate"
      danger
      onAction={rotate}
      onClose={onClose}
      {...state}
      inner={calendar}
      failure={atDate ? null : failure}
    >
      <Text size="sm">
        <KeyName name={row.name} /> gets a new secret and keeps its name, its permissions and its limits.
      </Text>
      <Alert color={overlap === 'none' ? 'red' : 'yellow'} icon={<IconAlert size={18} />} role="status">
        {rotationWarning(overlap, row.expiresAt, end, now)}
        {row.rotation &&
          ` The secret before it, ${row.rotation.hint}, which would work until ${formatDay(row.rotation.endsAt)}, ${formatClock(row.rotation.endsAt)}, stops working immediately.`}
      </Alert>
      <Input.Wrapper
        label="Old key keeps working for"
        labelElement="div"
        labelProps={{ id: 'overlap-label' }}
      >
        <SegmentedControl
          fullWidth
          size="xs"
          mt={4}
          aria-labelledby="overlap-label"
          data={CHOICES}
          value={overlap}
          onChange={(value) => setOverlap(value)}
        />
      </Input.Wrapper>
      <KeyImpactNote id={row.id} />
      <Radio.Group
        label="Expiry of the key"
        value={expiry}
        onChange={(chosen) => setExpiry(chosen === 'date' || chosen === 'never' ? chosen : 'keep')}
      >
        <Stack gap={8} mt={6}>
          {expired ? (
            <Radio
              value="keep"
              disabled
              label={`Keep it (expired on ${formatDay(row.expiresAt ?? 0)})`}
              description="An expired key needs a new expiry."
            />
          ) : (
            <Radio
              value="keep"
              label={row.expiresAt === null ? 'Keep it: never' : `Keep it: ${formatDay(row.expiresAt)}`}
            />
          )}
          <Radio value="date" label="A new date" />
          {expiry === 'date' && (
            <div style={{ paddingLeft: 30 }}>
              <ExpirationField
                value={date}
                onChange={(text) => {
                  setDate(text);
                  setWrongDate(null);
                }}
                error={wrongDate ?? (atDate ? failure?.message : undefined)}
                neverToo={false}
                onCalendar={setCalendar}
              />
            </div>
          )}
          {row.expiresAt !== null && <Radio value="never" label="Never" />}
        </Stack>
      </Radio.Group>
    </ActionDialog>
  );
}
