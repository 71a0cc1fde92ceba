import { t } from '../../shared/language/t.ts';
import { ActivityList } from '../activity/ActivityList.tsx';
import { useActivity } from '../activity/useActivity.ts';
import { api } from '../api.ts';
import { onKeyChange } from '../keys/key-changes.ts';
import { Panel } from './Panel.tsx';

/** The rest is in the activity log: this is one page without another. */
const read = async () => ({ ...(await api.overview.activity(undefined)), more: false });

/** What happened last in the tenant, as sentences. */
export function LastActivity({ now }: { readonly now: number }) {
  return (
    <Panel title={t('Last activity')}>
      <ActivityList
        activity={useActivity(read, onKeyChange)}
        now={now}
        empty={t('Nothing has happened yet.')}
      />
    </Panel>
  );
}
