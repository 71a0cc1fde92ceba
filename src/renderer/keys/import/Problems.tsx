import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '../../../shared/key-import.ts';
import { t } from '../../../shared/language/t.ts';
import { AccessTable } from '../../access/AccessTable.tsx';
import { api } from '../../api.ts';
import { counted } from '../../ui/counted.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatNumber } from '../../ui/format.ts';
import { IconExport } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { useAction } from '../../ui/useAction.ts';
import classes from './Import.module.css';
import { problemColumns } from './preview-columns.tsx';

/** As many as are drawn at once. */
const STEP = 100;

/** What is wrong with the rows of a file, by row. */
export function Problems({ preview: { id, problems, problemCount } }: { readonly preview: ImportPreview }) {
  const [shown, setShown] = useState(STEP);
  const { busy, failure, run } = useAction();
  const save = async () => {
    const { path, problems: count } = await api.keys.saveImportProblems({ id });
    if (path !== null)
      toast({ message: t('{problems} written to {path}.', { problems: counted(count, 'problem'), path }) });
  };
  const rows = problems.slice(0, shown).map((problem, at) => ({ id: at, problem }));
  return (
    <div className={classes.part}>
      <div className={classes.partHead}>
        <Title order={2}>{counted(problemCount, 'problem')}</Title>
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<IconExport size={15} stroke={1.75} />}
          onClick={() => run(save)}
        >
          {t('Export problems')}
        </Button>
      </div>
      <FailureAlert failure={failure} />
      <AccessTable
        label={t('Problems')}
        columns={problemColumns()}
        rows={rows}
        foot={
          shown < problems.length && (
            <div className={classes.more}>
              <Button variant="default" size="xs" onClick={() => setShown(shown + STEP)}>
                {t('Show more')}
              </Button>
            </div>
          )
        }
      />
      {shown >= problems.length && problemCount > problems.length && (
        <Text size="sm" c="dimmed">
          {t('The first {problemsCount} are listed. Export problems to see all of them.', {
            problemsCount: formatNumber(problems.length),
          })}
        </Text>
      )}
    </div>
  );
}
