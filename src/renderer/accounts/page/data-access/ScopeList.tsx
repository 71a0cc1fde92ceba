import { t } from '../../../../shared/language/t.ts';
import { formatNumber } from '../../../ui/format.ts';
import classes from './DataAccess.module.css';

interface Props {
  readonly label: string;
  readonly scopes: readonly string[];
  /** The rest is counted, and named on hover. */
  readonly most: number;
}

/** Data scopes side by side. */
export function ScopeList({ label, scopes, most }: Props) {
  const rest = scopes.slice(most);
  if (scopes.length === 0) return <span className={classes.none}>{t('No data scopes')}</span>;
  return (
    <ul className={classes.scopes} aria-label={label}>
      {scopes.slice(0, most).map((scope) => (
        <li key={scope} title={scope}>
          {scope}
        </li>
      ))}
      {rest.length > 0 && (
        <li className={classes.more} title={rest.join(', ')}>
          {t('and {restCount} more', { restCount: formatNumber(rest.length) })}
        </li>
      )}
    </ul>
  );
}
