import { Button, Progress, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import classes from './Import.module.css';
import { stop } from './import-store.ts';

interface Props {
  readonly running: { readonly done: number; readonly of: number; readonly stopping: boolean };
  readonly what: string;
}

/** How far it has come, and the way to stop it. */
export function ImportProgress({ running: { done, of, stopping }, what }: Props) {
  const share = of === 0 ? 0 : Math.floor((100 * done) / of);
  return (
    <section className={classes.panel} aria-label={t('Progress')} aria-busy="true">
      <Text size="sm" role="status">
        {stopping ? t('Stopping…') : `${what}…`}
      </Text>
      <Progress value={of === 0 ? 100 : share} animated={of === 0} aria-label={what} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={stop} disabled={stopping} autoFocus>
          {t('Cancel')}
        </Button>
      </div>
    </section>
  );
}
