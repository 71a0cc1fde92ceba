import { useCallback } from 'react';
import type { KeyRow } from '../../../shared/key-row.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';

/** A key as it is now, uses included, and until that is read as it was when its dialog was opened. */
export function useLiveRow(row: KeyRow): KeyRow {
  const { id } = row;
  const read = useCallback(() => api.keys.rows({ ids: [id] }), [id]);
  return useReading(read, true, read).value?.rows[0] ?? row;
}
