import { useCallback } from 'react';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { EditForm } from './EditForm.tsx';
import { KeyFormDialog } from './KeyFormDialog.tsx';
import type { DialogProps } from './dialog-props.ts';

const QUESTION = { title: 'Discard your changes?', text: 'They were not saved yet.' };

/** **Edit API Key**: everything about a key but its owner, its expiry and its secret. */
export default function EditDialog({ row, onClose, at = null }: DialogProps) {
  const { id } = row;
  const reading = useReading(
    useCallback(() => api.keys.get({ id }), [id]),
    false,
  );
  return (
    <KeyFormDialog title="Edit API Key" reading={reading} question={QUESTION} onClose={onClose}>
      {(first, form) => <EditForm id={id} first={first} at={at} {...form} onSaved={onClose} />}
    </KeyFormDialog>
  );
}
