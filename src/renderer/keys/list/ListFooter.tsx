import { Button } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { formatNumber } from '../../ui/format.ts';
import { useMay } from '../../app/session.ts';
import { exportSelected } from '../batch/export-keys.ts';
import { askBatch } from '../batch/batch-store.ts';
import { IconBan, IconExport, IconReinstate, IconTrash, IconX } from '../../ui/icons.ts';
import { ListCount } from './ListCount.tsx';
import classes from './List.module.css';
import { selectedCount, selectNothing, useSelection } from './selection.ts';
import { useKeys } from './state.ts';

/** How many keys there are, or what can be done with those that are selected. */
export function ListFooter({ mayChange }: { readonly mayChange: boolean }) {
  const mayExport = useMay('export');
  const selection = useSelection();
  const total = useKeys((store) => store.total);
  const count = selectedCount(selection, total);
  if (count === 0) {
    return (
      <div className={classes.footer}>
        <ListCount />
      </div>
    );
  }
  return (
    <div className={classes.footer} data-selected role="toolbar" aria-label={t('Selected keys')}>
      <span role="status" className={classes.selected}>
        {count === null ? t('All selected') : t('{count} selected', { count: formatNumber(count) })}
      </span>
      {mayChange && (
        <>
          <Action name={t('Revoke')} icon={IconBan} onClick={() => askBatch('revoke')} />
          <Action name={t('Reinstate')} icon={IconReinstate} onClick={() => askBatch('reinstate')} />
          <Action name={t('Remove')} icon={IconTrash} onClick={() => askBatch('remove')} />
        </>
      )}
      {mayExport && <Action name={t('Export')} icon={IconExport} onClick={() => void exportSelected()} />}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        fw={500}
        ml="auto"
        leftSection={<IconX size={15} stroke={1.75} />}
        onClick={selectNothing}
      >
        {t('Clear selection')}
      </Button>
    </div>
  );
}

interface ActionProps {
  readonly name: string;
  readonly icon: typeof IconBan;
  readonly onClick: () => void;
}

function Action({ name, icon: Icon, onClick }: ActionProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      fw={500}
      leftSection={<Icon size={15} stroke={1.75} />}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}
