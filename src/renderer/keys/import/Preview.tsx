import { Alert, Button, Checkbox, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '../../../shared/key-import.ts';
import { t } from '../../../shared/language/t.ts';
import { AccessTable } from '../../access/AccessTable.tsx';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';
import { IconInfo } from '../../ui/icons.ts';
import classes from './Import.module.css';
import { look, runImport } from './import-store.ts';
import { firstColumns } from './preview-columns.tsx';
import { Problems } from './Problems.tsx';
import { countsText, hashesText, ignoredText } from './words.ts';

interface Props {
  readonly preview: ImportPreview;
  /** What has happened since the person last saw one. */
  readonly note: string | null;
}

/** What an import would do, what is wrong with the file, and the button that does it. */
export function Preview({ preview, note }: Props) {
  const { file, ready, wrong, first, hashes, ignored } = preview;
  const [partial, setPartial] = useState(false);
  const may = ready > 0 && (wrong === 0 || partial);
  const notes = [hashesText(hashes), ignoredText(ignored)].filter((text) => text !== null);
  return (
    <>
      <section className={classes.panel} aria-label={t('Dry run')}>
        <div className={classes.fileHead}>
          <Title order={2} className={classes.file}>
            {file}
          </Title>
          <Button variant="default" size="xs" onClick={() => void look('again')}>
            {t('Check again')}
          </Button>
          <Button variant="default" size="xs" onClick={() => void look('choose')}>
            {t('Choose another file')}
          </Button>
        </div>
        {note !== null && (
          <Alert color="yellow" icon={<IconInfo size={18} />} role="status">
            {note}
          </Alert>
        )}
        <Text size="sm" role="status">
          {countsText(preview)}
        </Text>
        {notes.map((text) => (
          <Text key={text} size="sm" c="dimmed">
            {text}
          </Text>
        ))}
        <div className={classes.act}>
          {ready > 0 && wrong > 0 && (
            <Checkbox
              label={t('Import the rows that are right')}
              description={t(
                '{rows, plural, one {# row would be left out.} other {# rows would be left out.}}',
                {
                  rows: wrong,
                },
              )}
              checked={partial}
              onChange={(event) => setPartial(event.currentTarget.checked)}
            />
          )}
          {ready > 0 && (
            <Button className={classes.import} disabled={!may} onClick={() => void runImport(partial)}>
              {t('Import {keys}', { keys: counted(ready, 'key') })}
            </Button>
          )}
        </div>
      </section>
      {wrong > 0 && <Problems preview={preview} />}
      {first.length > 0 && (
        <div className={classes.part}>
          <Title order={2}>
            {first.length < ready
              ? t('The first {firstCount} keys that would be imported', {
                  firstCount: formatNumber(first.length),
                })
              : t('Keys that would be imported')}
          </Title>
          <AccessTable
            label={t('Keys to import')}
            columns={firstColumns()}
            rows={first.map((key) => ({ id: key.row, key }))}
          />
        </div>
      )}
    </>
  );
}
