import { useForm } from '@mantine/form';
import type { AuthorizationGroup } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { AccessForm, leaveSaved } from './AccessForm.tsx';
import classes from './AccessForm.module.css';
import { FormLoader } from './FormLoader.tsx';
import { NameFields } from './NameFields.tsx';
import { PermissionsPanel } from './PermissionsPanel.tsx';
import { GROUPS } from './subjects.ts';
import { TYPES, TypeField } from './TypeField.tsx';
import { useReading } from './useReading.ts';

const read = () => Promise.all([api.authorizationGroups.list(undefined), api.permissions.list(undefined)]);

/** The form of one authorization group, or of a new one. */
export default function GroupPage() {
  return (
    <FormLoader subject={GROUPS} reading={useReading(read, false)} rows={([groups]) => groups}>
      {(group, [, permissions]) => <GroupForm group={group} permissions={permissions} />}
    </FormLoader>
  );
}

interface Props {
  readonly group: AuthorizationGroup | null;
  readonly permissions: readonly Permission[];
}

function GroupForm({ group, permissions }: Props) {
  const form = useForm({
    initialValues: {
      name: group?.name ?? '',
      description: group?.description ?? '',
      type: group?.type ?? TYPES[0],
      permissionIds: group?.permissionIds.toSorted((one, other) => one - other) ?? [],
    },
    validate: {
      name: (text) => nameProblem(t('Name'), text, GRANT_NAME),
      description: (text) => shortTextProblem(t('Description'), text),
    },
  });
  const submission = useSubmit(form, async ({ type, ...values }) => {
    const saved =
      group === null
        ? await api.authorizationGroups.create({ type, ...values })
        : await api.authorizationGroups.edit({ id: group.id, revision: group.revision, ...values });
    leaveSaved(GROUPS.path, saved, group === null);
  });
  return (
    <AccessForm subject={GROUPS} row={group} dirty={form.isDirty()} submission={submission}>
      <section className={classes.panel} aria-label={t('Authorization group')}>
        <NameFields
          name={fieldProps(form, 'name')}
          description={fieldProps(form, 'description')}
          isNew={group === null}
        />
        <TypeField
          value={form.values.type}
          onChange={(type) => form.setFieldValue('type', type)}
          isNew={group === null}
          error={form.errors['type'] as string | undefined}
        />
      </section>
      <PermissionsPanel
        permissions={permissions}
        value={form.values.permissionIds}
        onChange={(permissionIds) => form.setFieldValue('permissionIds', permissionIds)}
        error={form.errors['permissionIds'] as string | undefined}
        about={t('What a key that has this group may do in your APIs.')}
      />
    </AccessForm>
  );
}
