import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import '../scope/styles.ts';
import { Alert, Input, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { type Overlap, OVERLAPS } from '../../../shared/overlap.ts';
import { api } from '../../api.ts';
import { useShowSecret } from '../../secrets/SecretHost.tsx';
import { formatClock, formatDay } from '../../ui/format.ts';
import { IconAlert } from '../../ui/icons.ts';
import { useNow } from '../../ui/useNow.ts';
import { tellKeyChange } from '../key-changes.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { focusOpener } from './focus-opener.ts';
import type { DialogProps } from './dialog-props.ts';
import { KeyImpactNote } from './KeyImpactNote.tsx';
import { NewExpiryField } from './NewExpiryField.tsx';
import { OVERLAP_NAMES, rotateInputOf, rotationWarning } from './rotation.ts';
import { useAction } from '../../ui/useAction.ts';
import { useNewExpiry } from './useNewExpiry.ts';
import { KeyName } from './KeyName.tsx';

const CHOICES = (Object.keys(OVERLAPS) as Overlap[]).map((value) => ({ value, says: OVERLAP_NAMES[value] }));

/** **Rotate API Key**: a new secret for the same key; the old one ends at once or after an overlap. */
export default function RotateDialog({ row, onClose }: DialogProps) {
  const showSecret = useShowSecret();
  const now = useNow(30_000);
  const [overlap, setOverlap] = useState<Overlap>('none');
  const [calendar, setCalendar] = useState(false);
  const expiry = useNewExpiry(row, now);
  const { run, ...state } = useAction();
  const { failure } = state;
  const atField = failure?.field === 'expiresAt' && (expiry.choice === 'date' || expiry.choice === 'days');
  const rotate = () => {
    if (!expiry.check()) return;
    run(async () => {
      const input = rotateInputOf(row.id, overlap, expiry.choice, expiry.endAt(Date.now()));
      const { secret, ...changed } = await api.keys.rotate(input);
      showSecret(secret, focusOpener);
      onClose();
      tellKeyChange({ type: 'changed', ...changed });
    });
  };

  return (
    <ActionDialog
      title={t('Rotate API Key')}
      action={t('Rotate')}
      danger
      onAction={rotate}
      onClose={onClose}
      {...state}
      inner={calendar}
      failure={atField ? null : failure}
    >
      <Text size="sm">
        <KeyName name={row.name} />{' '}
        {t('gets a new secret and keeps its name, its permissions and its limits.')}
      </Text>
      <Alert color={overlap === 'none' ? 'red' : 'yellow'} icon={<IconAlert size={18} />} role="status">
        {rotationWarning(overlap, row.expiresAt, expiry.endAt(now), now)}
        {row.rotation &&
          t(
            ' The secret before it, {hint}, which would work until {endsAt}, {endsAt2}, stops working immediately.',
            {
              hint: row.rotation.hint,
              endsAt: formatDay(row.rotation.endsAt),
              endsAt2: formatClock(row.rotation.endsAt),
            },
          )}
      </Alert>
      <Input.Wrapper
        label={t('Old key keeps working for')}
        labelElement="div"
        labelProps={{ id: 'overlap-label' }}
      >
        <SegmentedControl
          fullWidth
          size="xs"
          mt={4}
          aria-labelledby="overlap-label"
          data={CHOICES.map(({ value, says }) => ({ value, label: t(says) }))}
          value={overlap}
          onChange={(value) => setOverlap(value)}
        />
      </Input.Wrapper>
      <KeyImpactNote
        id={row.id}
        {...(row.owner !== null && { about: t('Integrations to update with the new key') })}
      />
      <NewExpiryField
        expiry={expiry}
        before={row.expiresAt}
        refusal={atField ? failure?.message : undefined}
        onCalendar={setCalendar}
      />
    </ActionDialog>
  );
}
