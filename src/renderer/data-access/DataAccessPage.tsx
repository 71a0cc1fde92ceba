import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { AccessForm, leaveSaved } from '../access/AccessForm.tsx';
import forms from '../access/AccessForm.module.css';
import { FormLoader } from '../access/FormLoader.tsx';
import { NameFields } from '../access/NameFields.tsx';
import { useReading } from '../access/useReading.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { go, setGuard } from '../app/router.ts';
import { useMay } from '../app/session.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { rich } from '../ui/rich.tsx';
import { toast } from '../ui/toast.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { MembersPanel } from './MembersPanel.tsx';
import { readScopes, scopesProblem } from './scope-lines.ts';
import { ScopesField } from './ScopesField.tsx';
import { groupPath } from './paths.ts';
import { DATA_ACCESS, type DataAccessRow, rowOf } from './subject.ts';

/** The form of one data access group, or of a new one. */
export default function DataAccessPage() {
  return (
    <FormLoader subject={DATA_ACCESS} reading={useReading(DATA_ACCESS.list, false)} rows={(groups) => groups}>
      {(group) => <DataAccessForm group={group} />}
    </FormLoader>
  );
}

function DataAccessForm({ group }: { readonly group: DataAccessRow | null }) {
  const form = useForm({
    initialValues: {
      name: group?.name ?? '',
      description: group?.description ?? '',
      scopes: group?.scopes.join('\n') ?? '',
    },
    validate: {
      name: (text) => nameProblem(t('Name'), text, GRANT_NAME),
      description: (text) => shortTextProblem(t('Description'), text),
      scopes: scopesProblem,
    },
  });
  const submission = useSubmit(form, async ({ scopes: text, ...values }) => {
    const scopes = [...readScopes(text).scopes];
    if (group === null) {
      showNew(rowOf(await api.dataAccess.create({ ...values, scopes })));
      return;
    }
    const saved = await api.dataAccess.edit({
      id: group.id,
      revision: group.revision,
      ...values,
      scopes,
    });
    leaveSaved(DATA_ACCESS.path, rowOf(saved), false);
  });
  return (
    <AccessForm
      subject={DATA_ACCESS}
      row={group}
      dirty={form.isDirty()}
      submission={submission}
      affected={<Affected />}
    >
      <section className={forms.panel} aria-label={t('Data access group')}>
        <NameFields
          name={fieldProps(form, 'name')}
          description={fieldProps(form, 'description')}
          isNew={group === null}
        />
        <ScopesField value={form.values.scopes} {...fieldProps(form, 'scopes')} />
      </section>
      <MembersPanel group={group} />
    </AccessForm>
  );
}

/** A group is nothing without members, so its page is where one goes on. */
function showNew(group: DataAccessRow): void {
  toast({ message: t('“{name}” was created. Now add its members.', { name: group.name }) });
  setGuard(null);
  go(groupPath(group.id));
}

function Affected() {
  const mayEdit = useMay('manage-access-control');
  return (
    <Text size="sm" c="dimmed" className={forms.use}>
      {rich(
        'Keys hand on the scopes of all groups that their owner is in. A change counts from each key’s next verification on.{mayEdit}',
        { mayEdit: !mayEdit && t(' To change it you need the authority Manage Access Control.') },
      )}
    </Text>
  );
}
