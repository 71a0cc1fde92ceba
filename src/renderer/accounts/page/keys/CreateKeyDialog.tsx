import { useCallback, useState } from 'react';
import type { AccountDetails } from '../../../../shared/account-row.ts';
import { t } from '../../../../shared/language/t.ts';
import { useReading } from '../../../access/useReading.ts';
import { KeyFormDialog } from '../../../keys/dialogs/KeyFormDialog.tsx';
import { readFirstValues } from './create-key.ts';
import { CreateKeyForm } from './CreateKeyForm.tsx';

const question = () => ({
  title: t('Discard this key?'),
  text: t('It was not generated yet. What you typed will be lost.'),
});

interface Props {
  readonly account: AccountDetails;
  readonly onClose: () => void;
  /** The key is there and waits to be saved. */
  readonly onCreated: () => void;
}

/** **Create API key**: a key of one account. */
export function CreateKeyDialog({ account: { row }, onClose, onCreated }: Props) {
  // As it was when the window was opened: a change of somebody else does not change what is being typed.
  const [owner] = useState(row);
  const reading = useReading(
    useCallback(() => readFirstValues(owner), [owner]),
    false,
  );
  return (
    <KeyFormDialog title={t('Create API key')} reading={reading} question={question()} onClose={onClose}>
      {(first, form) => <CreateKeyForm account={owner} first={first} {...form} onCreated={onCreated} />}
    </KeyFormDialog>
  );
}
