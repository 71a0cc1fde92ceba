import { Badge } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { formatNumber } from '../ui/format.ts';
import { IconRole } from '../ui/icons.ts';
import classes from './AccessList.module.css';
import { authoritiesText } from './authority-words.ts';
import { PermissionsLink } from './PermissionsLink.tsx';
import { SubjectList } from './SubjectList.tsx';
import { ROLES } from './subjects.ts';

/** **Roles**: named sets of authorities and permissions. */
export default function RolesPage() {
  return (
    <SubjectList
      subject={ROLES}
      icon={IconRole}
      whatFor={t(
        'A role says what the people who have it may do in Latchkey, and what people and keys may do in your APIs.',
      )}
      actions={<PermissionsLink />}
      renderBadge={({ builtIn }) =>
        builtIn && (
          <Badge size="sm" tt="none" variant="light" color="gray" className={classes.badge}>
            {t('Built-in')}
          </Badge>
        )
      }
      columns={[
        {
          name: t('Authorities'),
          width: 210,
          renderCell: ({ authorities }) => {
            const text = authoritiesText(authorities);
            return (
              <span
                className={`${classes.twoLines} ${authorities.length === 0 ? classes.quiet : ''}`}
                title={text}
              >
                {text}
              </span>
            );
          },
        },
        {
          name: t('Permissions'),
          width: 112,
          renderCell: ({ permissionIds }) => formatNumber(permissionIds.length),
        },
      ]}
    />
  );
}
