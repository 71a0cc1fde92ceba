import { useForm } from '@mantine/form';
import type { Role } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { AccessForm, leaveSaved } from './AccessForm.tsx';
import classes from './AccessForm.module.css';
import { AuthoritiesField } from './AuthoritiesField.tsx';
import { FormLoader } from './FormLoader.tsx';
import { NameFields } from './NameFields.tsx';
import { PermissionsPanel } from './PermissionsPanel.tsx';
import { ROLES } from './subjects.ts';
import { useReading } from './useReading.ts';

const read = () => Promise.all([api.roles.list(undefined), api.permissions.list(undefined)]);

/** The form of one role, or of a new one. */
export default function RolePage() {
  return (
    <FormLoader subject={ROLES} reading={useReading(read, false)} rows={([roles]) => roles}>
      {(role, [, permissions]) => <RoleForm role={role} permissions={permissions} />}
    </FormLoader>
  );
}

interface Props {
  readonly role: Role | null;
  readonly permissions: readonly Permission[];
}

function RoleForm({ role, permissions }: Props) {
  const form = useForm({
    initialValues: {
      name: role?.name ?? '',
      description: role?.description ?? '',
      authorities: role?.authorities ?? [],
      permissionIds: role?.permissionIds.toSorted((one, other) => one - other) ?? [],
    },
    validate: {
      name: (text) => nameProblem(t('Name'), text, GRANT_NAME),
      description: (text) => shortTextProblem(t('Description'), text),
    },
  });
  const submission = useSubmit(form, async (values) => {
    const saved =
      role === null
        ? await api.roles.create(values)
        : await api.roles.edit({ id: role.id, revision: role.revision, ...values });
    leaveSaved(ROLES.path, saved, role === null);
  });
  const builtIn = role?.builtIn === true;
  return (
    <AccessForm subject={ROLES} row={role} dirty={form.isDirty()} submission={submission}>
      <section className={classes.panel} aria-label={t('Role')}>
        <NameFields
          name={fieldProps(form, 'name')}
          description={fieldProps(form, 'description')}
          isNew={role === null}
          fixed={builtIn ? t('One of Latchkey’s own roles keeps its name.') : undefined}
        />
      </section>
      <PermissionsPanel
        permissions={permissions}
        value={form.values.permissionIds}
        onChange={(permissionIds) => form.setFieldValue('permissionIds', permissionIds)}
        error={form.errors['permissionIds'] as string | undefined}
        about={t('What people and keys that have this role may do in your APIs.')}
      />
      <AuthoritiesField
        value={form.values.authorities}
        onChange={(authorities) => form.setFieldValue('authorities', authorities)}
        fixed={
          builtIn
            ? t('One of Latchkey’s own roles keeps its authorities. For others, create a role of your own.')
            : undefined
        }
        error={form.errors['authorities'] as string | undefined}
      />
    </AccessForm>
  );
}
