import { useForm } from '@mantine/form';
import type { ApiSet } from '../../shared/api-sets.ts';
import { operationsProblem } from '../../shared/api-pattern.ts';
import { t } from '../../shared/language/t.ts';
import { GRANT_NAME, nameProblem, shortTextProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { AccessForm, leaveSaved } from './AccessForm.tsx';
import classes from './AccessForm.module.css';
import { FormLoader } from './FormLoader.tsx';
import { NameFields } from './NameFields.tsx';
import { OperationsField } from './OperationsField.tsx';
import { OperationTester } from './OperationTester.tsx';
import { API_SETS } from './subjects.ts';
import { useReading } from './useReading.ts';

/** The form of one API set, or of a new one. */
export default function ApiSetPage() {
  return (
    <FormLoader subject={API_SETS} reading={useReading(API_SETS.list, false)} rows={(sets) => sets}>
      {(set) => <ApiSetForm set={set} />}
    </FormLoader>
  );
}

function ApiSetForm({ set }: { readonly set: ApiSet | null }) {
  const form = useForm({
    initialValues: {
      name: set?.name ?? '',
      description: set?.description ?? '',
      operations: set?.operations ?? '',
    },
    validate: {
      name: (text) => nameProblem(t('Name'), text, GRANT_NAME),
      description: (text) => shortTextProblem(t('Description'), text),
      operations: operationsProblem,
    },
  });
  const submission = useSubmit(form, async (values) => {
    const saved =
      set === null
        ? await api.apiSets.create(values)
        : await api.apiSets.edit({ id: set.id, revision: set.revision, ...values });
    leaveSaved(API_SETS.path, saved, set === null);
  });
  return (
    <AccessForm subject={API_SETS} row={set} dirty={form.isDirty()} submission={submission}>
      <section className={classes.panel} aria-label={t('API set')}>
        <NameFields
          name={fieldProps(form, 'name')}
          description={fieldProps(form, 'description')}
          isNew={set === null}
        />
      </section>
      <div className={classes.sides}>
        <OperationsField
          value={form.values.operations}
          onChange={(operations) => form.setFieldValue('operations', operations)}
          error={form.errors['operations'] as string | undefined}
        />
        <OperationTester operations={form.values.operations} />
      </div>
    </AccessForm>
  );
}
