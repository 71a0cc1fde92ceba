import { Button, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { useMay } from '../../app/session.ts';
import { IconArrowRight, IconMatches } from '../../ui/icons.ts';
import classes from './Account.module.css';
import { nextStep, type Step } from './steps.ts';

interface Props {
  readonly account: AccountDetails;
  readonly steps: readonly Step[];
  readonly onGenerate: () => void;
  /** `null`: what stands below offers it. */
  readonly onAdd: (() => void) | null;
}

/** Account → key → data access: how far an API-only account has come, and what comes next. */
export function Guide({ account, steps, onGenerate, onAdd }: Props) {
  const next = nextStep(steps);
  return (
    <section className={classes.guide} aria-label={t('Setting up this API user')}>
      <ol className={classes.steps}>
        {steps.map(({ name, title, done }, index) => (
          <li
            key={name}
            data-done={done || undefined}
            data-next={name === next || undefined}
            aria-current={name === next ? 'step' : undefined}
          >
            {index > 0 && <IconArrowRight size={14} className={classes.arrow} aria-hidden="true" />}
            {done ? (
              <IconMatches size={18} aria-hidden="true" />
            ) : (
              <span className={classes.number} aria-hidden="true">
                {index + 1}
              </span>
            )}
            {title}
            <VisuallyHidden component="span">
              {done ? t(', done') : name === next ? t(', next') : t(', not done yet')}
            </VisuallyHidden>
          </li>
        ))}
      </ol>
      {next === 'key' && <NextKey account={account} onGenerate={onGenerate} />}
      {next === 'data-access' && onAdd && <NextDataAccess onAdd={onAdd} />}
    </section>
  );
}

function NextKey({ account, onGenerate }: Pick<Props, 'account' | 'onGenerate'>) {
  const may = useMay('manage-user-api-key');
  if (!may) return <Said>{t('Somebody with the authority Manage User API Key can generate its key.')}</Said>;
  if (!account.mayGenerate) return <Said>{t('Enable the account to generate its key.')}</Said>;
  return (
    <>
      <Said>{t('Next, generate a key for the integration.')}</Said>
      <Button size="xs" onClick={onGenerate}>
        {t('Generate key')}
      </Button>
    </>
  );
}

function NextDataAccess({ onAdd }: { readonly onAdd: () => void }) {
  const may = useMay('manage-access-control');
  if (!may)
    return <Said>{t('Somebody with the authority Manage Access Control can give it data access.')}</Said>;
  return (
    <>
      <Said>{t('Next, choose which data its keys reach.')}</Said>
      <Button size="xs" onClick={onAdd}>
        {t('Add to group')}
      </Button>
    </>
  );
}

const Said = ({ children }: { readonly children: ReactNode }) => (
  <Text size="sm" c="dimmed" className={classes.said}>
    {children}
  </Text>
);
