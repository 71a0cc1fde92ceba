import { Text, Textarea } from '@mantine/core';
import { readAllowlist } from '../../../shared/allowlist.ts';
import { formatNumber } from '../../ui/format.ts';
import classes from './Scope.module.css';

/** Of either kind; the rest is counted. */
const SHOWN = 6;

interface Props {
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (event: React.FocusEvent) => void;
}

/** **IP Allowlist**: every wrong line is named, and what is kept is shown where it differs from what was typed. */
export function AllowlistField({ value, error, onChange, onBlur }: Props) {
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
        label="IP Allowlist"
        description="Optional. One IP address or CIDR per line. Empty: any address may use the key."
        placeholder={'203.0.113.7\n10.0.0.0/8\n2001:db8::/32'}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={wrong}
        aria-describedby="allowlist-says"
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.addresses ?? '' }}
        data-path="allowlist"
      />
      <div id="allowlist-says" role={wrong ? 'alert' : 'status'}>
        {wrong && (
          <ul className={classes.problems}>
            {problems.length === 0 && <li>{error}</li>}
            {problems.slice(0, SHOWN).map(({ line, message }) => (
              <li key={line}>{message}</li>
            ))}
            {problems.length > SHOWN && (
              <li>…and {formatNumber(problems.length - SHOWN)} more lines that cannot be read.</li>
            )}
          </ul>
        )}
        {differs && (
          <Text size="xs" c="dimmed" mt={6}>
            Kept as{' '}
            <span className={classes.mono}>
              {entries.slice(0, SHOWN).join(', ')}
              {entries.length > SHOWN && ` and ${formatNumber(entries.length - SHOWN)} more`}
            </span>
          </Text>
        )}
      </div>
    </div>
  );
}
