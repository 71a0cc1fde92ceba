import type { AccountDetails } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';

/** The way from an API-only account to an integration that works, in three parts. */
export type StepName = 'account' | 'key' | 'data-access';

export interface Step {
  readonly name: StepName;
  readonly title: string;
  readonly done: boolean;
}

/** Where an API-only account is on that way; `null` when it has come to its end, or is a person's. */
export function stepsOf({ row }: Pick<AccountDetails, 'row'>): readonly Step[] | null {
  const steps: readonly Step[] = [
    { name: 'account', title: t('Account'), done: true },
    // A key that was revoked lets nobody in.
    { name: 'key', title: t('Key'), done: row.activeKeys > 0 },
    { name: 'data-access', title: t('Data access'), done: row.dataAccessGroups.length > 0 },
  ];
  return row.apiOnly && steps.some(({ done }) => !done) ? steps : null;
}

export const nextStep = (steps: readonly Step[]): StepName | undefined =>
  steps.find(({ done }) => !done)?.name;
