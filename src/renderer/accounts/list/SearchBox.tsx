import { t } from '../../../shared/language/t.ts';
import { SearchField, useSearchText } from '../../ui/SearchField.tsx';
import classes from './Accounts.module.css';
import { chooseAccounts, useAccountView } from './view-store.ts';

/** As long as the core takes. */
const LONGEST = 200;

/** **Search accounts**: username and display name, a moment after the last keystroke. */
export function SearchBox() {
  const search = useAccountView((view) => view.search);
  const { text, type } = useSearchText(search, (typed) => chooseAccounts({ search: typed }));
  return (
    <SearchField
      label={t('Search accounts')}
      maxLength={LONGEST}
      className={classes.search}
      text={text}
      type={type}
    />
  );
}
