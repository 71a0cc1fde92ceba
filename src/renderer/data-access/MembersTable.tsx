import { ActionIcon, Tooltip } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import lists from '../access/AccessList.module.css';
import { AccessTable, type Column } from '../access/AccessTable.tsx';
import { StatusBadge } from '../accounts/StatusBadge.tsx';
import { IconRemoveMember } from '../ui/icons.ts';
import classes from './DataAccess.module.css';
import type { Member } from './subject.ts';

interface Props {
  /** `null` while they are being read. */
  readonly members: readonly Member[] | null;
  /** Missing for who may only look. */
  readonly onRemove?: (member: Member) => void;
}

const memberColumns = (): readonly Column<Member>[] => [
  {
    name: t('Username'),
    renderCell: ({ username }) => (
      <span className={lists.clip} title={username}>
        {username}
      </span>
    ),
  },
  {
    name: t('Display name'),
    renderCell: ({ displayName }) => (
      <span className={lists.clip} title={displayName}>
        {displayName}
      </span>
    ),
  },
  { name: t('API only'), width: 90, renderCell: ({ apiOnly }) => (apiOnly ? t('Yes') : t('No')) },
  { name: t('Status'), width: 110, renderCell: ({ status }) => <StatusBadge status={status} /> },
];

export function MembersTable({ members, onRemove }: Props) {
  const actions: readonly Column<Member>[] = onRemove
    ? [
        {
          name: t('Actions'),
          width: 56,
          actions: true,
          renderCell: (member) => (
            <div className={lists.actions}>
              <Tooltip label={t('Remove from the group')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={30}
                  aria-label={t('Remove {username}', { username: member.username })}
                  onClick={() => onRemove(member)}
                >
                  <IconRemoveMember size={17} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </div>
          ),
        },
      ]
    : [];
  return (
    <div className={classes.members}>
      <AccessTable label={t('Members')} columns={[...memberColumns(), ...actions]} rows={members} />
    </div>
  );
}
