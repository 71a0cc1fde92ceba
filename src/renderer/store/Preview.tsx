import { Alert, Stack, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { BackupPreview } from '../../shared/store.ts';
import { faultInWords } from '../activity-log/verdict.ts';
import { counted } from '../ui/counted.ts';
import { Fact, FactList } from '../ui/FactList.tsx';
import { formatBytes, formatClock, formatDay, formatNumber } from '../ui/format.ts';
import { IconAlert, IconCheck, IconInfo } from '../ui/icons.ts';
import classes from './Store.module.css';
import { type Change, dangersOf, lossesOf, namesInWords, SIGNING } from './words.ts';

const moment = (time: number): string => `${formatDay(time)}, ${formatClock(time)}`;
const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

/** What a backup holds, and what putting it back would change. */
export function Preview({ preview }: { readonly preview: BackupPreview }) {
  const { difference, logFault, version, newestVersion } = preview;
  const signing = SIGNING[preview.signing];
  return (
    <Stack gap="md">
      <Facts preview={preview} />
      {preview.present === 'other store' && (
        <Alert color="red" icon={<IconAlert size={18} />} title={t('This is a backup of another store')}>
          {t(
            'Everything that is in the present one would be replaced: its tenants, keys, accounts and its log.',
          )}
        </Alert>
      )}
      {difference !== null && <Changes dangers={dangersOf(difference)} losses={lossesOf(difference)} />}
      {logFault !== null && (
        <Alert
          color="yellow"
          icon={<IconAlert size={18} />}
          title={t('The log of this backup is not what was written')}
        >
          {t('{fault} The log is not signed before that is settled.', { fault: faultInWords(logFault) })}
        </Alert>
      )}
      <Text size="sm" c="dimmed">
        {[
          version < newestVersion && t('It was made by an older Latchkey and is brought up to date.'),
          signing !== null && t(signing),
          preview.present !== 'missing' &&
            preview.present !== 'empty' &&
            t('What is there now is kept beside the store.'),
          t('Everybody is signed out.'),
        ]
          .filter((sentence) => sentence !== false)
          .join(' ')}
      </Text>
    </Stack>
  );
}

function Facts({ preview }: { readonly preview: BackupPreview }) {
  const { path, size, encrypted, madeAt, tenants, keys, accounts, newest } = preview;
  return (
    <FactList>
      <Fact name={t('Backup')}>
        {encrypted
          ? t('{name}, {size}, encrypted', { name: nameOf(path), size: formatBytes(size) })
          : `${nameOf(path)}, ${formatBytes(size)}`}
      </Fact>
      <Fact name={t('Made')}>{madeAt === null ? t('It does not say.') : moment(madeAt)}</Fact>
      <Fact name={tenants.length === 1 ? t('Tenant') : t('Tenants')}>
        {namesInWords({ count: tenants.length, names: tenants.map(({ name }) => name) })}
      </Fact>
      <Fact name={t('Holds')}>
        {counted(keys, 'key')}, {counted(accounts, 'account')}
      </Fact>
      <Fact name={t('Newest entry')}>
        {newest === null ? t('No entry') : `${formatNumber(newest.seq)}, ${moment(newest.time)}`}
      </Fact>
    </FactList>
  );
}

function Changes({
  dangers,
  losses,
}: {
  readonly dangers: readonly Change[];
  readonly losses: readonly Change[];
}) {
  if (dangers.length + losses.length === 0) {
    return (
      <Alert color="patina" icon={<IconCheck size={18} />}>
        {t('No key and no account would change.')}
      </Alert>
    );
  }
  return (
    <>
      {dangers.length > 0 && (
        <Alert color="red" icon={<IconAlert size={18} />} title={t('What was shut would be open again')}>
          <List changes={dangers} />
        </Alert>
      )}
      {losses.length > 0 && (
        <Alert color="yellow" icon={<IconInfo size={18} />} title={t('What came since would be lost')}>
          <List changes={losses} />
        </Alert>
      )}
    </>
  );
}

const List = ({ changes }: { readonly changes: readonly Change[] }) => (
  <ul className={classes.changes}>
    {changes.map(({ sentence, names }) => (
      <li key={sentence}>
        {sentence}: <span className={classes.names}>{namesInWords(names)}</span>
      </li>
    ))}
  </ul>
);
