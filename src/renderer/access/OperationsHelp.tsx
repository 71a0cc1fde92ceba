import classes from './Operations.module.css';

const RULES: readonly (readonly [string, string])[] = [
  ['GET /v1/orders', 'exactly this method and path'],
  ['GET /v1/orders/{id}', '{id} or * is any one segment'],
  ['* /v1/orders/**', '* is any method, ** whatever follows'],
];

/** The language of operations in three lines; docs/api-patterns.md has all of it. */
export function OperationsHelp() {
  return (
    <div id="operations-help" className={classes.help}>
      <p>One per line: a method and a path.</p>
      <dl>
        {RULES.map(([example, means]) => (
          <div key={example}>
            <dt>{example}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p>
        Upper and lower case and a slash at the end count; what follows “?” does not. GET does not allow HEAD.
      </p>
    </div>
  );
}
