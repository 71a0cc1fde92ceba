import { useCallback } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { EditForm } from './EditForm.tsx';
import { KeyFormDialog } from './KeyFormDialog.tsx';
import type { DialogProps } from './dialog-props.ts';

const question = () => ({ title: t('Discard your changes?'), text: t('They were not saved yet.') });

/** **Edit API Key**: everything about a key but its owner, its expiry and its secret. */
export default function EditDialog({ row, onClose, at = null }: DialogProps) {
  const { id } = row;
  const reading = useReading(
    useCallback(() => api.keys.get({ id }), [id]),
    false,
  );
  return (
    <KeyFormDialog title={t('Edit API Key')} reading={reading} question={question()} onClose={onClose}>
      {(first, form) => <EditForm id={id} first={first} at={at} {...form} onSaved={onClose} />}
    </KeyFormDialog>
  );
}
