import { ActionIcon, Tooltip } from '@mantine/core';
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

const COLUMNS: readonly Column<Member>[] = [
  {
    name: 'Username',
    renderCell: ({ username }) => (
      <span className={lists.clip} title={username}>
        {username}
      </span>
    ),
  },
  {
    name: 'Display name',
    renderCell: ({ displayName }) => (
      <span className={lists.clip} title={displayName}>
        {displayName}
      </span>
    ),
  },
  { name: 'API only', width: 90, renderCell: ({ apiOnly }) => (apiOnly ? 'Yes' : 'No') },
  { name: 'Status', width: 110, renderCell: ({ status }) => <StatusBadge status={status} /> },
];

export function MembersTable({ members, onRemove }: Props) {
  const actions: readonly Column<Member>[] = onRemove
    ? [
        {
          name: 'Actions',
          width: 56,
          actions: true,
          renderCell: (member) => (
            <div className={lists.actions}>
              <Tooltip label="Remove from the group">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={30}
                  aria-label={`Remove ${member.username}`}
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
      <AccessTable label="Members" columns={[...COLUMNS, ...actions]} rows={members} />
    </div>
  );
}
