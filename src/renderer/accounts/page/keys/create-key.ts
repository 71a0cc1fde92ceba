import { EVERYTHING } from '../../../../shared/everything.ts';
import { KEY_PAGE, SEARCH_MAX } from '../../../../shared/key-choices.ts';
import type { AccountRow } from '../../../../shared/account-row.ts';
import { t } from '../../../../shared/language/t.ts';
import { comparable, KEY_NAME, nameProblem } from '../../../../shared/text.ts';
import { api } from '../../../api.ts';
import { EMPTY_KEY, GENERATE_RULES, type GenerateValues } from '../../../keys/generate/generate-form.ts';

/** The first name after the username's own that no key has: “erp”, “erp 2”, “erp 3”. */
export function freeName(username: string, taken: readonly string[]): string {
  const names = new Set(taken.map(comparable));
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` ${number}`;
    const name = `${[...username].slice(0, KEY_NAME.max - ending.length).join('')}${ending}`;
    if (!names.has(comparable(name))) return name;
  }
}

/**
 * What the form of **Create API key** begins with. A name is there, so that a description is all that must be typed;
 * the roles are those that an API-only account was given for its integration. A person's own key begins with none: it
 * should be able to do less than they do.
 */
export async function readFirstValues(
  account: Pick<AccountRow, 'id' | 'username' | 'apiOnly' | 'roles'>,
): Promise<GenerateValues> {
  const search = account.username.slice(0, SEARCH_MAX);
  const { rows, validityDays } = await api.keys.list({
    view: { ...EVERYTHING, search },
    after: null,
    limit: KEY_PAGE,
  });
  return {
    ...EMPTY_KEY,
    owner: String(account.id),
    name: freeName(
      account.username,
      rows.map(({ name }) => name),
    ),
    validityDays,
    roleIds: account.apiOnly ? account.roles.map(({ id }) => id) : [],
  };
}

/** The rules of a key, with the field's name as this window has it. */
export const CREATE_RULES = {
  ...GENERATE_RULES,
  name: (text: string) => nameProblem(t('Name'), text, KEY_NAME),
};
