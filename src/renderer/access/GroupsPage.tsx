import { t } from '../../shared/language/t.ts';
import { TYPE_NAMES } from './group-type-names.ts';
import { formatNumber } from '../ui/format.ts';
import { IconAuthorizationGroup } from '../ui/icons.ts';
import { PermissionsLink } from './PermissionsLink.tsx';
import { SubjectList } from './SubjectList.tsx';
import { GROUPS } from './subjects.ts';

/** **Authorization groups**: named sets of permissions, of which each key of the tenant has one. */
export default function GroupsPage() {
  return (
    <SubjectList
      subject={GROUPS}
      icon={IconAuthorizationGroup}
      whatFor={t(
        'An authorization group says what a key may do in your APIs. A key of the tenant needs one, so create the first before you generate keys.',
      )}
      actions={<PermissionsLink />}
      columns={[
        { name: t('Type'), width: 130, renderCell: ({ type }) => t(TYPE_NAMES[type]) },
        {
          name: t('Permissions'),
          width: 112,
          renderCell: ({ permissionIds }) => formatNumber(permissionIds.length),
        },
      ]}
    />
  );
}
