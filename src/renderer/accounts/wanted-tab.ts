/** The tabs of an account's page. */
export type AccountTab = 'details' | 'keys' | 'data-access' | 'activity';

let wanted: AccountTab | null = null;

/** Says which tab the next account's page opens with; to be called just before going there. */
export const wantTab = (tab: AccountTab): void => {
  wanted = tab;
};

/** The tab that was asked for, once. */
export function takeWantedTab(): AccountTab | null {
  const tab = wanted;
  wanted = null;
  return tab;
}
