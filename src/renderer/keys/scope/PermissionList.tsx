import { Badge, Checkbox, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import type { GrantedPermission } from '../../../shared/permissions.ts';
import { originOf, permissionName } from './permission-choice.ts';
import classes from './Scope.module.css';

interface Props {
  readonly permissions: readonly GrantedPermission[];
  readonly excluded: readonly number[];
  /** With it each permission has a tick. */
  readonly onTick?: ((ids: readonly number[], granted: boolean) => void) | undefined;
}

/** Permissions with where each comes from; those that are withheld are struck through. */
export function PermissionList({ permissions, excluded, onTick }: Props) {
  const without = new Set(excluded);
  return (
    <ul
      className={classes.permissions}
      aria-label={t('Permissions')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
      tabIndex={0}
    >
      {permissions.map((permission) => {
        const withheld = without.has(permission.id);
        const name = (
          <span className={classes.permissionName}>
            <span>{permissionName(permission)}</span>
            {withheld && (
              <Badge size="sm" tt="none" variant="light" color="yellow" fw={500}>
                {t('Withheld')}
              </Badge>
            )}
          </span>
        );
        const about = (
          <>
            {permission.description !== '' && <span className={classes.line}>{permission.description}</span>}
            <span className={classes.line}>{originOf(permission)}</span>
          </>
        );
        return (
          <li key={permission.id} className={withheld ? classes.withheld : undefined}>
            {onTick ? (
              <Checkbox
                size="sm"
                checked={!withheld}
                onChange={(event) => onTick([permission.id], event.currentTarget.checked)}
                label={name}
                description={about}
                aria-label={permissionName(permission)}
              />
            ) : (
              <>
                {name}
                <Text size="xs" c="dimmed" component="div" mt={2}>
                  {about}
                </Text>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
