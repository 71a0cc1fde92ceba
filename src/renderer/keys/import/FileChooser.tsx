import { Button, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { api, failureOf } from '../../api.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { DropArea } from '../../ui/DropArea.tsx';
import { IconDownload, IconImport } from '../../ui/icons.ts';
import { toast } from '../../ui/toast.tsx';
import { ColumnList } from './ColumnList.tsx';
import classes from './Import.module.css';
import { look } from './import-store.ts';

/** Asks for a file, and says what it should look like. */
export function FileChooser() {
  return (
    <section className={classes.panel} aria-label={t('File')}>
      <DropArea
        takes="import"
        icon={<IconImport size={24} stroke={1.5} aria-hidden="true" />}
        buttons={
          <Button size="xs" onClick={() => void look('choose')}>
            {t('Choose file')}
          </Button>
        }
      >
        <Text size="sm">{t('Drop a CSV file here')}</Text>
        <Text size="xs" c="dimmed">
          {t(
            'At most 50 MB and 100,000 rows. Nothing is changed before you have seen what would be imported.',
          )}
        </Text>
      </DropArea>
      <div className={classes.template}>
        <Text size="sm" c="dimmed">
          {t(
            'One row for each key, headings in the first row. What Latchkey exports can be imported as it is.',
          )}
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.75} />}
          onClick={() => void saveTemplate()}
        >
          {t('Download template')}
        </Button>
      </div>
      <Disclosure name={t('Columns')}>
        <ColumnList />
      </Disclosure>
    </section>
  );
}

async function saveTemplate(): Promise<void> {
  try {
    const { path } = await api.keys.saveImportTemplate(undefined);
    if (path !== null) toast({ message: t('Template written to {path}.', { path }) });
  } catch (error) {
    toast({ message: failureOf(error).message, color: 'red' });
  }
}
