/** Which tab of an account's page is to be open when the person gets there: addresses name the account only. */
export type AccountTab = 'details' | 'keys' | 'data-access' | 'activity';

let wanted: AccountTab | null = null;

/** Asks for a tab of the account's page to which the person is about to go. */
export function wantTab(tab: AccountTab): void {
  wanted = tab;
}

/** The tab that was asked for, once; `null` when none was. */
export function takeWantedTab(): AccountTab | null {
  const tab = wanted;
  wanted = null;
  return tab;
}
