import { type Message, msg, t } from '../../shared/language/t.ts';
import classes from './Operations.module.css';

const RULES: readonly (readonly [string, Message])[] = [
  ['GET /v1/orders', msg('exactly this method and path')],
  ['GET /v1/orders/{id}', msg("'{id}' or * is any one segment")],
  ['* /v1/orders/**', msg('* is any method, ** whatever follows')],
];

/** The language of operations in three lines; docs/api-patterns.md has all of it. */
export function OperationsHelp() {
  return (
    <div id="operations-help" className={classes.help}>
      <p>{t('One per line: a method and a path.')}</p>
      <dl>
        {RULES.map(([example, means]) => (
          <div key={example}>
            <dt>{example}</dt>
            <dd>{t(means)}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t(
          'Upper and lower case and a slash at the end count; what follows “?” does not. GET does not allow HEAD.',
        )}
      </p>
    </div>
  );
}
