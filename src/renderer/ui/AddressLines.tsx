import { Text, Textarea } from '@mantine/core';
import { readAllowlist } from '../../shared/allowlist.ts';
import { t } from '../../shared/language/t.ts';
import classes from './AddressLines.module.css';
import { formatNumber } from './format.ts';
import { LineProblems } from './LineProblems.tsx';
import { rich } from './rich.tsx';

/** Of what is told; the rest is counted. */
const SHOWN = 6;

export interface AddressLinesProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  /** The field of the form. */
  readonly path: string;
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (text: string) => void;
  readonly onBlur?: ((event: React.FocusEvent) => void) | undefined;
}

/** Addresses and CIDRs, one a line: every wrong line is named, and what is kept is shown where it differs from what was typed. */
export function AddressLines(props: AddressLinesProps) {
  const { label, description, placeholder, path, value, error, onChange, onBlur } = props;
  const { entries, problems } = readAllowlist(value);
  const typed = value
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const wrong = error !== undefined && error !== null;
  const differs = problems.length === 0 && entries.join('\n') !== typed.join('\n');
  return (
    <div>
      <Textarea
        label={label}
        description={description}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={wrong}
        aria-describedby={`${path}-says`}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.input ?? '' }}
        data-path={path}
      />
      <div id={`${path}-says`} role={wrong ? 'alert' : 'status'}>
        {wrong && <LineProblems error={error} problems={problems} rest={t('lines that cannot be read')} />}
        {differs && (
          <Text size="xs" c="dimmed" mt={6}>
            {rich('Kept as {entries}', {
              entries: (
                <span className={classes.kept}>
                  {entries.slice(0, SHOWN).join(', ')}
                  {entries.length > SHOWN &&
                    t(' and {entriesCount} more', { entriesCount: formatNumber(entries.length - SHOWN) })}
                </span>
              ),
            })}
          </Text>
        )}
      </div>
    </div>
  );
}
