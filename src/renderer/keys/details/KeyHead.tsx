import { ActionIcon, Anchor, Badge, Button, Menu, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { expiryState, type ExpiryState } from '../../../shared/expiry.ts';
import type { KeyRow } from '../../../shared/key-row.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { navigate } from '../../app/router.ts';
import { useMay } from '../../app/session.ts';
import {
  IconArrowLeft,
  IconBan,
  IconClone,
  IconMore,
  IconPencil,
  IconPermissions,
  IconReinstate,
  IconRotate,
  IconSimulator,
  IconTrash,
} from '../../ui/icons.ts';
import { focusPageTitle, PageTitle } from '../../ui/PageTitle.tsx';
import { openKeyDialog } from '../key-dialog.ts';
import { refusalOf, type RowAction } from '../list/row-actions.ts';
import { useMayChange } from '../may-change.ts';
import { simulatorPath } from '../../simulator/paths.ts';
import { clonePath, LIST } from '../paths.ts';
import classes from './Details.module.css';

const EXPIRY: Readonly<Record<ExpiryState, { readonly label: Message; readonly color: string }>> = {
  valid: { label: msg('Valid'), color: 'patina' },
  'expiring-soon': { label: msg('Expiring soon'), color: 'yellow' },
  expired: { label: msg('Expired'), color: 'red' },
  never: { label: msg('Never expires'), color: 'gray' },
};

interface Props {
  readonly row: KeyRow;
  readonly now: number;
  readonly expiringSoonDays: number;
  /** Whether the person may see a new secret of the key. */
  readonly mayRotate: boolean;
}

/** The key's name and state, and what can be done to it. */
export function KeyHead({ row, now, expiringSoonDays, mayRotate }: Props) {
  const expiry = EXPIRY[expiryState(row.expiresAt, now, expiringSoonDays)];
  const revoked = row.state === 'revoked';
  const shown = useRef(row.revision);
  useEffect(() => {
    // The button that had the focus may have gone with what it did.
    if (shown.current !== row.revision && document.activeElement === document.body) focusPageTitle();
    shown.current = row.revision;
  }, [row.revision]);
  return (
    <header className={classes.head}>
      <BackToKeys />
      <div className={classes.titleLine}>
        <div className={classes.title}>
          <PageTitle>{row.name}</PageTitle>
          <div className={classes.badges}>
            <Badge tt="none" variant="light" fw={500} color={revoked ? 'gray' : 'patina'}>
              {revoked
                ? row.revocation === 'permanent'
                  ? t('Revoked permanently')
                  : t('Revoked')
                : t('Active')}
            </Badge>
            <Badge tt="none" variant="light" fw={500} color={expiry.color}>
              {t(expiry.label)}
            </Badge>
            {row.rotation !== null && row.rotation.endsAt > now && (
              <Badge tt="none" variant="light" fw={500} color="yellow">
                {t('Two secrets work')}
              </Badge>
            )}
            <span className={classes.mono}>{row.hint}</span>
          </div>
        </div>
        <Actions row={row} mayRotate={mayRotate} />
      </div>
      {row.description !== '' && (
        <Text size="sm" c="dimmed" className={classes.description}>
          {row.description}
        </Text>
      )}
    </header>
  );
}

export function BackToKeys() {
  return (
    <Anchor
      size="sm"
      href={`#${LIST}`}
      className={classes.back}
      onClick={(event) => {
        event.preventDefault();
        navigate(LIST);
      }}
    >
      <IconArrowLeft size={14} aria-hidden="true" /> {t('API Keys')}
    </Anchor>
  );
}

function Actions({ row, mayRotate }: Pick<Props, 'row' | 'mayRotate'>) {
  const may = useMayChange()(row);
  const mayClone = useMay('manage-tenant-api-keys');
  const can = (action: RowAction) => may && refusalOf(action, row) === null;
  const revoked = row.state === 'revoked';
  return (
    <div className={classes.actions}>
      {can('edit') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          onClick={() => openKeyDialog('edit', row)}
        >
          {t('Edit')}
        </Button>
      )}
      {mayRotate && can('rotate') && (
        <Button
          variant="default"
          leftSection={<IconRotate size={16} />}
          onClick={() => openKeyDialog('rotate', row)}
        >
          {t('Rotate')}
        </Button>
      )}
      {revoked && can('reinstate') && (
        <Button leftSection={<IconReinstate size={16} />} onClick={() => openKeyDialog('reinstate', row)}>
          {t('Reinstate')}
        </Button>
      )}
      {!revoked && can('revoke') && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          leftSection={<IconBan size={16} />}
          onClick={() => openKeyDialog('revoke', row)}
        >
          {t('Revoke')}
        </Button>
      )}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('More actions')} title={t('More actions')}>
            <IconMore size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPermissions size={16} />}
            onClick={() => openKeyDialog('permissions', row)}
          >
            {t('View permissions')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconSimulator size={16} />}
            onClick={() => navigate(simulatorPath(row.id))}
          >
            {t('Simulate access')}
          </Menu.Item>
          {mayClone && (
            <Menu.Item leftSection={<IconClone size={16} />} onClick={() => navigate(clonePath(row.id))}>
              {t('Clone')}
            </Menu.Item>
          )}
          {may && row.revocation === 'until-reinstated' && (
            <Menu.Item leftSection={<IconBan size={16} />} onClick={() => openKeyDialog('revoke', row)}>
              {t('Revoke permanently')}
            </Menu.Item>
          )}
          {may && (
            <>
              <Menu.Divider />
              <Menu.Item
                c="var(--mantine-color-error)"
                leftSection={<IconTrash size={16} />}
                onClick={() => openKeyDialog('remove', row)}
              >
                {t('Remove')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
