import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconHelp, IconLock } from '../ui/icons.ts';
import { Mark } from '../ui/Mark.tsx';
import { accelerator } from '../ui/platform.ts';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './Frame.module.css';
import { useAdministrator } from './session.ts';

interface Props {
  readonly onLock: () => void;
  readonly onShortcuts: () => void;
  readonly onSignOut: () => void;
}

export function Header({ onLock, onShortcuts, onSignOut }: Props) {
  const { tenant } = useAdministrator();
  return (
    <header className={classes.header}>
      <div className={classes.brand}>
        <Mark size={26} />
        <span>Latchkey</span>
      </div>
      <div className={classes.tenant} title={tenant.name}>
        {tenant.name}
      </div>
      <Tooltip label="Keyboard shortcuts (F1)">
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          size={34}
          aria-label="Keyboard shortcuts"
          onClick={onShortcuts}
        >
          <IconHelp size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`Lock (${accelerator('L')})`}>
        <Button
          variant="default"
          size="sm"
          h={34}
          leftSection={<IconLock size={16} stroke={1.75} />}
          onClick={onLock}
        >
          Lock
        </Button>
      </Tooltip>
      <AccountMenu onSignOut={onSignOut} />
    </header>
  );
}
