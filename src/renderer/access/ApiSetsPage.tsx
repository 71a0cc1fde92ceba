import { t } from '../../shared/language/t.ts';
import { IconApiSet } from '../ui/icons.ts';
import classes from './AccessList.module.css';
import { counted } from '../ui/counted.ts';
import { SubjectList } from './SubjectList.tsx';
import { API_SETS } from './subjects.ts';

const linesOf = (operations: string): readonly string[] => operations.split('\n').filter(Boolean);

/** **API sets**: named groups of operations to which keys can be limited. */
export default function ApiSetsPage() {
  return (
    <SubjectList
      subject={API_SETS}
      icon={IconApiSet}
      whatFor={t(
        'A key that is limited to API sets may call only their operations. Name the operations that belong together, for example everything about orders.',
      )}
      columns={[
        {
          name: t('Operations'),
          width: 260,
          renderCell: ({ operations }) => {
            const lines = linesOf(operations);
            if (lines.length === 0) return <span className={classes.quiet}>{t('None')}</span>;
            return (
              <div title={operations}>
                {counted(lines.length, 'operation')}
                <span className={`${classes.under} ${classes.mono}`}>{lines.join(', ')}</span>
              </div>
            );
          },
        },
      ]}
    />
  );
}
