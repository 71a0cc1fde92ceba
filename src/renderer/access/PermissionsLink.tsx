import { Button } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { IconPermissions } from '../ui/icons.ts';

export const PERMISSIONS_PATH = '/permissions';

/** The way to the catalogue from the lists of what grants permissions. */
export function PermissionsLink() {
  return (
    <Button
      component="a"
      variant="default"
      leftSection={<IconPermissions size={16} />}
      href={`#${PERMISSIONS_PATH}`}
      onClick={(event) => {
        event.preventDefault();
        navigate(PERMISSIONS_PATH);
      }}
    >
      {t('Permissions')}
    </Button>
  );
}
