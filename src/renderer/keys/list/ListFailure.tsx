import { Button } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import classes from './List.module.css';
import { retry } from './reader.ts';
import { useKeys } from './state.ts';

/** What of the list could not be read. Only the person tries again. */
export function ListFailure() {
  const failure = useKeys((store) => store.failure);
  if (failure === null) return null;
  return (
    <div className={classes.failure}>
      <FailureAlert failure={failure} />
      <Button variant="default" onClick={retry}>
        {t('Try again')}
      </Button>
    </div>
  );
}
