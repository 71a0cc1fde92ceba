import './form-styles.ts';
import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { go, navigate, setGuard } from '../app/router.ts';
import { useMay } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import type { useSubmit } from '../ui/useSubmit.ts';
import classes from './AccessForm.module.css';
import { uses } from '../ui/counted.ts';
import { rich } from '../ui/rich.tsx';
import { say } from './said.ts';
import type { AccessRow, Subject } from './subjects.ts';
import { UsedBy, UsedByDialog } from './UsedBy.tsx';
import { UserNames } from './UserNames.tsx';
import { useLeaveGuard } from './useLeaveGuard.ts';
import { useRowDialog } from './useRowDialog.ts';

interface Props<Row> {
  readonly subject: Subject<Row>;
  /** `null`: a new one. */
  readonly row: AccessRow | null;
  readonly dirty: boolean;
  readonly submission: ReturnType<typeof useSubmit>;
  /** For whom a change is in force, where that is not said of keys and accounts that use it. */
  readonly affected?: ReactNode;
  readonly children: ReactNode;
}

/** Back to the list, which marks what was saved. */
export function leaveSaved(path: string, saved: AccessRow, isNew: boolean): void {
  say({
    list: path,
    text: isNew
      ? t('“{name}” was created.', { name: saved.name })
      : t('“{name}” was saved.', { name: saved.name }),
    id: saved.id,
  });
  setGuard(null);
  go(path);
}

/** The frame of a form: title, who is affected, what went wrong, and the buttons at the end. */
export function AccessForm<Row>({ subject, row, dirty, submission, affected, children }: Props<Row>) {
  const { one, path } = subject;
  const { busy, failure, onSubmit } = submission;
  const mayEdit = useMay('manage-access-control');
  useLeaveGuard(dirty, t(one), row === null);
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={classes.page}>
      <PageTitle takesFocus={row !== null}>
        {row === null ? t(subject.fresh) : mayEdit ? t('Edit {one}', { one: t(one) }) : row.name}
      </PageTitle>
      {affected ?? (row !== null && <Affected subject={subject} row={row} mayEdit={mayEdit} />)}
      <FailureAlert failure={failure} />
      {children}
      <div className={classes.bar}>
        {mayEdit && (
          <Button type="submit" loading={busy}>
            {row === null ? t('Create') : t('Save')}
          </Button>
        )}
        <Button variant="default" disabled={busy} onClick={() => navigate(path)}>
          {mayEdit ? t('Cancel') : t('Back')}
        </Button>
      </div>
    </form>
  );
}

interface AffectedProps<Row> {
  readonly subject: Subject<Row>;
  readonly row: AccessRow;
  readonly mayEdit: boolean;
}

/** For whom a change is in force as soon as it is saved. */
function Affected<Row>({ subject, row, mayEdit }: AffectedProps<Row>) {
  const dialog = useRowDialog<AccessRow>();
  const text = uses(row.keys, row.accounts ?? 0);
  return (
    <Text size="sm" c="dimmed" component="div" className={classes.use}>
      {text === null ? (
        t('No key and no account uses it yet.')
      ) : (
        <>
          {rich('Used by {name}.{mayEdit}', {
            name: <UsedBy name={row.name} text={text} nobody="" onClick={() => dialog.open(row)} />,
            mayEdit: mayEdit && t(' What you save is in force for them at once.'),
          })}
        </>
      )}
      {!mayEdit && t(' To change it you need the authority Manage Access Control.')}
      <UsedByDialog dialog={dialog} title={({ name }) => t('Who uses “{name}”', { name })}>
        {({ id }) => <UserNames id={id} read={subject.users} />}
      </UsedByDialog>
    </Text>
  );
}
