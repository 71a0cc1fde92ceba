import { t } from '../../shared/language/t.ts';
import lists from '../access/AccessList.module.css';
import { SubjectList } from '../access/SubjectList.tsx';
import { counted } from '../ui/counted.ts';
import { IconDataAccess } from '../ui/icons.ts';
import { DATA_ACCESS } from './subject.ts';

/** As many as a cell may have room for. */
const SHOWN = 12;

/** **Data access control**: groups of data scopes, and the accounts that reach them. */
export default function DataAccessListPage() {
  return (
    <SubjectList
      subject={DATA_ACCESS}
      icon={IconDataAccess}
      whatFor={t(
        'A data access group names data, for example the legal entities of a region, and the accounts that reach it. Until an account is in a group, its keys reach no data.',
      )}
      columns={[
        {
          name: t('Scopes'),
          width: 260,
          renderCell: ({ scopes }) => {
            if (scopes.length === 0) return <span className={lists.quiet}>{t('None')}</span>;
            const shown = scopes.slice(0, SHOWN).join(', ');
            return (
              <div title={scopes.length > SHOWN ? `${shown}, …` : shown}>
                {counted(scopes.length, 'scope')}
                <span className={`${lists.under} ${lists.mono}`}>{shown}</span>
              </div>
            );
          },
        },
      ]}
    />
  );
}
