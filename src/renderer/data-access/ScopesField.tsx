import { Text, Textarea } from '@mantine/core';
import type { FocusEvent, ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { useMay } from '../app/session.ts';
import { counted } from '../ui/counted.ts';
import { formatNumber } from '../ui/format.ts';
import { LineProblems } from '../ui/LineProblems.tsx';
import classes from './DataAccess.module.css';
import { readScopes } from './scope-lines.ts';

/** Of what is told; the rest is counted. */
const SHOWN = 6;

interface Props {
  readonly value: string;
  readonly error?: ReactNode;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (event: FocusEvent) => void;
}

/** **Scopes**: one a line; every wrong line is named, and so is what is there twice. */
export function ScopesField({ value, error, onChange, onBlur }: Props) {
  const mayEdit = useMay('manage-access-control');
  const { scopes, problems, repeated } = readScopes(value);
  const wrong = error !== undefined && error !== null;
  return (
    <div>
      <Textarea
        label={t('Scopes')}
        description={t(
          'One per line, in the words of your own systems, for example the codes of legal entities. Capitals matter.',
        )}
        placeholder={mayEdit ? 'EU-01\nEU-02' : ''}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={wrong}
        aria-describedby="scopes-says"
        readOnly={!mayEdit}
        variant={mayEdit ? 'default' : 'filled'}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.scopes ?? '' }}
        data-path="scopes"
      />
      <div id="scopes-says" role={wrong ? 'alert' : 'status'}>
        {wrong && <LineProblems error={error} problems={problems} rest={t('lines with a mistake')} />}
        <Text size="xs" c="dimmed" mt={6}>
          {scopes.length === 0
            ? t('No scope: its members reach no data by this group.')
            : counted(scopes.length, 'scope')}
          {repeated.length > 0 && (
            <>
              {'. There more than once, kept once: '}
              <span className={classes.mono}>
                {repeated.slice(0, SHOWN).join(', ')}
                {repeated.length > SHOWN &&
                  t(' and {repeatedCount} more', { repeatedCount: formatNumber(repeated.length - SHOWN) })}
              </span>
            </>
          )}
        </Text>
      </div>
    </div>
  );
}
