import './styles.ts';
import { Button, Text, Title, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { use } from 'react';
import type { KeyRow } from '../../shared/key-row.ts';
import { t } from '../../shared/language/t.ts';
import { PathId } from '../app/path-id.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconSimulator } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { PresentedFields } from './PresentedFields.tsx';
import { FIELD_NAMES, question, RULES } from './question.ts';
import { RequestFields } from './RequestFields.tsx';
import { Result } from './Result.tsx';
import classes from './Simulator.module.css';
import { useChosenKey } from './useChosenKey.ts';
import { useHeldSecret } from './useHeldSecret.ts';
import { useSimulation } from './useSimulation.ts';

/** **Access simulator**: what verification would answer to a request, step by step, by the code that decides it. */
export default function SimulatorPage() {
  const first = use(PathId);
  const form = useForm({ initialValues: question(first), validate: RULES });
  const held = useHeldSecret(() => form.setFieldValue('pasted', ''));
  const { row, choose, reading } = useChosenKey(first);
  const { answered, count, outdated, ask } = useSimulation(form.values, held);
  const { busy, failure, onSubmit } = useSubmit(form, ask, FIELD_NAMES);
  const missing = first !== null && row === null && !reading.busy && reading.failure === null;
  const chooseKey = (chosen: KeyRow | null) => {
    choose(chosen);
    form.setValues({ keyId: chosen?.id ?? null, secret: 'current' });
    form.clearFieldError('keyId');
  };
  const { code, status, message } = answered?.simulation ?? {};
  return (
    <div className={classes.page}>
      <PageTitle>{t('Access simulator')}</PageTitle>
      <Text size="sm" c="dimmed" className={classes.about}>
        {t(
          'Would this request be let in, and why? The code that decides for the endpoint answers here, and nothing is counted as a use or a refusal.',
        )}
      </Text>
      <div className={classes.sides}>
        <form
          onSubmit={onSubmit}
          noValidate
          aria-busy={busy}
          aria-label={t('Request')}
          className={classes.panel}
        >
          <FailureAlert failure={failure ?? reading.failure} />
          <PresentedFields form={form} chosen={row} missing={missing} onChoose={chooseKey} held={held} />
          <RequestFields form={form} />
          <Button type="submit" loading={busy}>
            {t('Simulate')}
          </Button>
        </form>
        {answered === null ? <Nothing /> : <Result answered={answered} outdated={outdated} />}
      </div>
      <VisuallyHidden role="status">
        {/* Another one with each answer, so that an equal answer is read out too. */}
        {answered !== null && (
          <span key={count}>
            {outdated ??
              t('{code}, HTTP {status}. {message}', {
                code: code ?? '',
                status: status ?? '',
                message: message ?? '',
              })}
          </span>
        )}
      </VisuallyHidden>
    </div>
  );
}

function Nothing() {
  return (
    <section className={`${classes.panel} ${classes.nothing}`} aria-label={t('Result')}>
      <IconSimulator size={28} stroke={1.5} aria-hidden="true" />
      <Title order={2}>{t('Nothing simulated yet')}</Title>
      <Text size="sm" c="dimmed" maw="52ch">
        {t(
          'Choose a key and say what its client asks for. The answer has every step of the verification in its order, with the reason why it passed or refused.',
        )}
      </Text>
    </section>
  );
}
