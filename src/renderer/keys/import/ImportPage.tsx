import './styles.ts';
import { Anchor, Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { t } from '../../../shared/language/t.ts';
import { navigate } from '../../app/router.ts';
import { counted } from '../../ui/counted.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { IconArrowLeft } from '../../ui/icons.ts';
import { focusPageTitle, PageTitle } from '../../ui/PageTitle.tsx';
import { rich } from '../../ui/rich.tsx';
import { LIST } from '../paths.ts';
import { FileChooser } from './FileChooser.tsx';
import classes from './Import.module.css';
import { ImportProgress } from './ImportProgress.tsx';
import { look, startAgain, type Step, useImport } from './import-store.ts';
import { Preview } from './Preview.tsx';

/** **Import API keys**: brings keys that exist already, from a CSV file. */
export default function ImportPage() {
  const step = useImport((store) => store.step);
  const { type } = step;
  // What was done is told once.
  useEffect(
    () => () => {
      if (useImport.getState().step.type === 'done') startAgain();
    },
    [],
  );
  const shown = useRef(type);
  useEffect(() => {
    // The button that had the focus has gone with what it did.
    if (shown.current !== type && document.activeElement === document.body) focusPageTitle();
    shown.current = type;
  });
  return (
    <div className={classes.page}>
      <Anchor
        href={`#${LIST}`}
        size="sm"
        className={classes.back}
        onClick={(event) => {
          event.preventDefault();
          navigate(LIST);
        }}
      >
        <IconArrowLeft size={15} aria-hidden="true" />
        {t('API Keys')}
      </Anchor>
      <PageTitle>{t('Import API keys')}</PageTitle>
      <Text size="sm" c="dimmed" className={classes.about}>
        {t(
          'Brings keys that clients use already, with their SHA-256 or as they are. They work here at once, and nobody has to change anything. A plain key is hashed while the file is read and kept nowhere.',
        )}
      </Text>
      <Content step={step} />
    </div>
  );
}

function Content({ step }: { readonly step: Step }) {
  switch (step.type) {
    case 'start':
      return <FileChooser />;
    case 'looking':
      return <ImportProgress running={step} what={t('Looking at the file')} />;
    case 'ready':
      return <Preview key={step.preview.id} preview={step.preview} note={step.note} />;
    case 'importing':
      return <ImportProgress running={step} what={t('Importing')} />;
    case 'failed':
      return (
        <>
          <FailureAlert failure={step.failure} />
          {step.again && (
            <Button variant="default" className={classes.start} onClick={() => void look('again')}>
              {t('Check again')}
            </Button>
          )}
          <FileChooser />
        </>
      );
    case 'done':
      return (
        <section className={classes.panel} aria-label={t('Result')}>
          <Text role="status">
            {rich('{keys} imported from {file}.{refused}', {
              keys: counted(step.result.imported, 'key'),
              file: step.file,
              refused:
                step.result.refused > 0 &&
                t(
                  ' {rows, plural, one {# row had something wrong and was left out.} other {# rows had something wrong and were left out.}}',
                  { rows: step.result.refused },
                ),
            })}
          </Text>
          <div className={classes.buttons}>
            <Button onClick={() => navigate(LIST)}>{t('Show API keys')}</Button>
            <Button variant="default" onClick={startAgain}>
              {t('Import another file')}
            </Button>
          </div>
        </section>
      );
  }
}
