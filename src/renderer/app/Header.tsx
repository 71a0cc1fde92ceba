import { ActionIcon, Button, Kbd, Tooltip, VisuallyHidden } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { NoticesMenu } from '../notices/NoticesMenu.tsx';
import { IconHelp, IconLock, IconSearch } from '../ui/icons.ts';
import { Mark } from '../ui/Mark.tsx';
import { accelerator, IS_MAC } from '../ui/platform.ts';
import { rich } from '../ui/rich.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './Frame.module.css';
import { useMay } from './session.ts';
import { TenantSwitcher } from './TenantSwitcher.tsx';

interface Props {
  readonly notices: { readonly opened: boolean; readonly onChange: (opened: boolean) => void };
  readonly onSearch: () => void;
  readonly onLock: () => void;
  readonly onShortcuts: () => void;
  readonly onSignOut: () => void;
}

export function Header({ notices, onSearch, onLock, onShortcuts, onSignOut }: Props) {
  const mayView = useMay('view');
  return (
    <header className={classes.header}>
      <div className={classes.brand}>
        <Mark size={26} />
        <span>Latchkey</span>
      </div>
      <TenantSwitcher />
      <Button
        variant="default"
        h={34}
        className={classes.search}
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={
          <Kbd size="xs" aria-hidden="true">
            {accelerator('K')}
          </Kbd>
        }
        aria-keyshortcuts={IS_MAC ? 'Meta+K' : 'Control+K'}
        onClick={onSearch}
      >
        {rich('Search<visuallyHidden> everything</visuallyHidden>', {
          visuallyHidden: <VisuallyHidden component="span" />,
        })}
      </Button>
      {mayView && <NoticesMenu {...notices} />}
      <Tooltip label={t('Keyboard shortcuts (F1)')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          size={34}
          aria-label={t('Keyboard shortcuts')}
          onClick={onShortcuts}
        >
          <IconHelp size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('Lock ({accelerator})', { accelerator: accelerator('L') })}>
        <Button
          variant="default"
          size="sm"
          h={34}
          leftSection={<IconLock size={16} stroke={1.75} />}
          onClick={onLock}
        >
          {t('Lock')}
        </Button>
      </Tooltip>
      <AccountMenu onSignOut={onSignOut} />
    </header>
  );
}
