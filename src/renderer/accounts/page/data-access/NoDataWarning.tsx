import { Alert, Button } from '@mantine/core';
import { t } from '../../../../shared/language/t.ts';
import { useMay } from '../../../app/session.ts';
import { IconAlert } from '../../../ui/icons.ts';
import classes from './DataAccess.module.css';

/** An account with keys and in no data access group: whatever its keys may do, there is nothing to do it with. */
export function NoDataWarning({ onAdd }: { readonly onAdd: () => void }) {
  const may = useMay('manage-access-control');
  return (
    <Alert
      color="yellow"
      icon={<IconAlert size={18} />}
      role="status"
      classNames={{
        root: classes.warning ?? '',
        wrapper: classes.warningLine ?? '',
        message: classes.warningText ?? '',
      }}
    >
      <span>{t('This API user is in no Data Access Control group and cannot access any data')}</span>
      {may ? (
        <Button size="xs" variant="default" onClick={onAdd}>
          {t('Add to group')}
        </Button>
      ) : (
        <span>{t('Ask somebody with the authority Manage Access Control to add it to one.')}</span>
      )}
    </Alert>
  );
}
