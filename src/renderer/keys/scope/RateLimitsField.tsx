import '@mantine/core/styles/NumberInput.layer.css';
import '@mantine/core/styles/SimpleGrid.layer.css';
import { Input, NumberInput, SimpleGrid, Text } from '@mantine/core';
import type { FormErrors, UseFormReturnType } from '@mantine/form';
import { useId } from 'react';
import { t } from '../../../shared/language/t.ts';
import {
  pointlessRate,
  RATE_FIELDS,
  RATE_UNITS,
  rateText,
  type RateField,
} from '../../../shared/rate-limit.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { Configuration } from './configuration.ts';
import { setterOf } from './form-fields.ts';
import classes from './Scope.module.css';

const FIELDS: readonly RateField[] = RATE_UNITS.map((unit) => RATE_FIELDS[unit]);

export const ratesAreWrong = (errors: FormErrors): boolean =>
  FIELDS.some((field) => errors[field] !== undefined);

interface Props<Values extends Configuration> {
  readonly form: UseFormReturnType<Values>;
}

/** **Rate limits**: how many requests a key may make. Folded away until it is asked for, limited already or wrong. */
export function RateLimitsField<Values extends Configuration>({ form }: Props<Values>) {
  const values: Configuration = form.values;
  return (
    <Disclosure
      name={t('Rate limits')}
      summary={summaryOf(values)}
      first={isLimited(values)}
      wrong={ratesAreWrong(form.errors)}
    >
      <RateLimitInputs form={form} />
    </Disclosure>
  );
}

const isLimited = (values: Configuration): boolean => FIELDS.some((field) => values[field] !== '');

function summaryOf(values: Configuration): string {
  const limits = RATE_UNITS.flatMap((unit) => {
    const requests = values[RATE_FIELDS[unit]];
    return requests === '' ? [] : rateText({ unit, requests: Number(requests) });
  });
  return limits.length === 0
    ? t('Any number of requests')
    : t('At most {limits}', { limits: limits.join(', ') });
}

/** The three numbers, with what happens beyond them. @param label where no heading above says what they are */
export function RateLimitInputs<Values extends Configuration>({
  form,
  label,
}: Props<Values> & { readonly label?: string }) {
  const values: Configuration = form.values;
  const set = setterOf(form);
  const id = useId();
  const pointless = pointlessRate(
    RATE_UNITS.flatMap((unit) => {
      const requests = values[RATE_FIELDS[unit]];
      return typeof requests === 'number' ? { unit, requests } : [];
    }),
  );
  return (
    <Input.Wrapper
      role="group"
      aria-label={t('Rate limits')}
      aria-describedby={id}
      label={label}
      labelElement="div"
      description={t(
        'Optional. Beyond a limit the endpoint answers 429 with Retry-After. Each endpoint process counts for itself.',
      )}
      descriptionProps={{ id }}
    >
      <SimpleGrid cols={3} spacing="md" mt="xs" className={classes.rates}>
        {RATE_UNITS.map((unit) => (
          <NumberInput
            key={unit}
            label={t(
              '{unit, select, second {Requests per second} minute {Requests per minute} other {Requests per day}}',
              { unit },
            )}
            placeholder={t('No limit')}
            value={values[RATE_FIELDS[unit]]}
            onChange={(requests) => set(RATE_FIELDS[unit], requests)}
            onBlur={(event) => {
              // As `fieldProps` has it: no sentence pushes the button away that is being pressed.
              if (event.relatedTarget instanceof HTMLButtonElement) return;
              form.validateField(RATE_FIELDS[unit]);
            }}
            error={form.errors[RATE_FIELDS[unit]]}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            min={1}
            data-path={RATE_FIELDS[unit]}
          />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={pointless === null ? 0 : 6} role="status">
        {pointless}
      </Text>
    </Input.Wrapper>
  );
}
