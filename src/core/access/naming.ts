import { t } from '../../shared/language/t.ts';
import { comparable, GRANT_NAME, nameProblem, shortTextProblem } from '../../shared/text.ts';
import { refuseIf } from '../invalid-input.ts';

export interface Naming {
  readonly name: string;
  readonly description: string;
}

/** The columns in which a role, an authorization group or an API set keeps its naming. */
export interface NamingColumns extends Naming {
  readonly name_key: string;
}

/** Checks and trims. The contract has checked the same at the door; the core is also called by others. */
export function checkNaming(input: Naming): NamingColumns {
  const name = input.name.trim();
  refuseIf('name', nameProblem(t('Name'), name, GRANT_NAME));
  return { name, name_key: comparable(name), description: checkDescription(input.description) };
}

export function checkDescription(text: string): string {
  refuseIf('description', shortTextProblem(t('Description'), text));
  return text.trim();
}
