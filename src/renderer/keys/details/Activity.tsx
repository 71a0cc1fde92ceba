import { useCallback } from 'react';
import { t } from '../../../shared/language/t.ts';
import { ActivityList } from '../../activity/ActivityList.tsx';
import { useActivity } from '../../activity/useActivity.ts';
import { api } from '../../api.ts';
import { onKeyChange } from '../key-changes.ts';

interface Props {
  readonly id: number;
  readonly now: number;
}

/** The key's own activity, as sentences. */
export function Activity({ id, now }: Props) {
  const read = useCallback((before: number | null) => api.keys.activity({ id, before }), [id]);
  return (
    <ActivityList
      activity={useActivity(read, onKeyChange)}
      now={now}
      empty={t('Nothing has happened to this key yet.')}
      here="key"
    />
  );
}
