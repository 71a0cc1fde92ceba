import { Checkbox, Text, Title } from '@mantine/core';
import { AUTHORITIES, AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { useAdministrator, useMay } from '../app/session.ts';
import classes from './AccessForm.module.css';
import { AUTHORITY_WORDS } from './authority-words.ts';

interface Props {
  readonly value: readonly Authority[];
  readonly onChange: (value: Authority[]) => void;
  /** Why none of them can be changed. */
  readonly fixed?: string | undefined;
  readonly error?: string | undefined;
}

/** **Authorities** with what each allows. Nobody gives what they do not have. */
export function AuthoritiesField({ value, onChange, fixed, error }: Props) {
  const { authorities: own } = useAdministrator();
  const mayEdit = useMay('manage-access-control');
  const tick = (authority: Authority, on: boolean) =>
    onChange(AUTHORITIES.filter((one) => (one === authority ? on : value.includes(one))));
  return (
    <section className={classes.panel} aria-labelledby="authorities">
      <div>
        <Title order={2} id="authorities">
          {t('Authorities')}
        </Title>
        <Text size="sm" c="dimmed">
          {fixed ??
            t('What the people who have this role may do in Latchkey. Keys never carry any of these.')}
        </Text>
      </div>
      <div className={classes.choices} data-path="authorities" tabIndex={-1}>
        {AUTHORITIES.map((authority) => {
          const lacking = mayEdit && fixed === undefined && !own.includes(authority);
          return (
            <Checkbox
              key={authority}
              label={t(AUTHORITY_NAMES[authority])}
              description={
                lacking
                  ? t('{words} You do not have it yourself, so you cannot change it here.', {
                      words: t(AUTHORITY_WORDS[authority]),
                    })
                  : t(AUTHORITY_WORDS[authority])
              }
              checked={value.includes(authority)}
              disabled={lacking || !mayEdit || fixed !== undefined}
              onChange={(event) => tick(authority, event.currentTarget.checked)}
            />
          );
        })}
      </div>
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </section>
  );
}
