import type { AccountTab } from '../wanted-tab.ts';

/**
 * The tab that an account's page opens with: the one asked for, else what people come for.
 * @param there the tabs that this person sees
 */
export function firstTab(
  wanted: AccountTab | null,
  apiOnly: boolean,
  there: readonly AccountTab[],
): AccountTab {
  const usual: AccountTab = apiOnly ? 'keys' : 'details';
  return [wanted, usual].find((tab) => tab !== null && there.includes(tab)) ?? there[0] ?? 'data-access';
}
