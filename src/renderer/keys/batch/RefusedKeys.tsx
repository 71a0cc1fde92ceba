import { Text } from '@mantine/core';
import type { RefusedKey } from '../../../shared/key-batch.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import classes from './Batch.module.css';

const SHOWN = 100;

interface Props {
  readonly keys: readonly RefusedKey[];
  /** How many there are in all. */
  readonly count: number;
}

/** Row by row, the keys that stay as they are, and why. */
export function RefusedKeys({ keys, count }: Props) {
  const shown = keys.slice(0, SHOWN);
  return (
    <div>
      <Text size="sm" fw={500} id="refused-keys" mb={6}>
        {t('{count, plural, one {# key stays as it is} other {# keys stay as they are}}', { count })}
      </Text>
      <div
        className={classes.refused}
        role="region"
        aria-labelledby="refused-keys"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Key')}</th>
              <th scope="col">{t('Reason')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, name, message }) => (
              <tr key={id}>
                <th scope="row" title={name}>
                  {name === '' ? `#${id}` : name}
                </th>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > shown.length && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('and {moreKeys}', { moreKeys: counted(count - shown.length, 'more key', 'more keys') })}
        </Text>
      )}
    </div>
  );
}
