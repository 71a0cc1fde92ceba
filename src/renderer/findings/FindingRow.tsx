import { ActionIcon, Anchor, Button, Menu } from '@mantine/core';
import { type RuleId, ruleOf } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import { type Remedy, REMEDY_NAMES } from '../../shared/remedies.ts';
import { navigate } from '../app/router.ts';
import { detailsPath } from '../keys/paths.ts';
import { formatExact } from '../ui/format.ts';
import { IconMore } from '../ui/icons.ts';
import classes from './Findings.module.css';
import { factText, subjectText } from './words.ts';

interface Props {
  readonly rule: RuleId;
  readonly finding: Finding;
  readonly now: number;
  /** The best first. */
  readonly remedies: readonly Remedy[];
  readonly onMend: (remedy: Remedy) => void;
  /** `null` for who may not. */
  readonly onDismiss: (() => void) | null;
}

/** One finding: what it is about, what was seen, and the button that mends it. */
export function FindingRow({ rule, finding, now, remedies, onMend, onDismiss }: Props) {
  const { about } = ruleOf(rule);
  const name = subjectText(finding.name, about === 'key' || about === 'account');
  const [best, ...others] = remedies;
  const link =
    about === 'account'
      ? `/accounts/${finding.id}`
      : about === 'key' && rule !== 'tombstone-tried'
        ? detailsPath(finding.id)
        : null;
  return (
    <li className={classes.row} data-finding={`${rule} ${finding.id}`}>
      <div className={classes.subject}>
        <span className={classes.name} title={name}>
          {link === null ? (
            name
          ) : (
            <Anchor
              href={`#${link}`}
              c="inherit"
              fz="inherit"
              underline="hover"
              onClick={(event) => {
                event.preventDefault();
                navigate(link);
              }}
            >
              {name}
            </Anchor>
          )}
        </span>
        {finding.hint !== null && <span className={classes.hint}>{finding.hint}</span>}
      </div>
      <Fact rule={rule} finding={finding} now={now} />
      <div className={classes.actions}>
        {best !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            fw={500}
            onClick={() => onMend(best)}
            aria-label={`${t(REMEDY_NAMES[best])}: ${name}`}
          >
            {t(REMEDY_NAMES[best])}
          </Button>
        )}
        {onDismiss !== null && others.length === 0 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            c="dimmed"
            fw={500}
            onClick={onDismiss}
            aria-label={t('Dismiss: {name}', { name })}
          >
            {t('{what, select, finding {Dismiss} other {Dismiss}}', { what: 'finding' })}
          </Button>
        ) : (
          (others.length > 0 || onDismiss !== null) && (
            <Menu position="bottom-end" width={190}>
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="dimmed"
                  aria-label={t('More actions: {name}', { name })}
                >
                  <IconMore size={17} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {others.map((remedy) => (
                  <Menu.Item key={remedy} onClick={() => onMend(remedy)}>
                    {t(REMEDY_NAMES[remedy])}
                  </Menu.Item>
                ))}
                {onDismiss !== null && (
                  <>
                    <Menu.Divider />
                    <Menu.Item onClick={onDismiss}>
                      {t('{what, select, finding {Dismiss} other {Dismiss}}', { what: 'finding' })}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          )
        )}
      </div>
    </li>
  );
}

function Fact({ rule, finding, now }: Pick<Props, 'rule' | 'finding' | 'now'>) {
  const text = factText(rule, finding, now);
  if (finding.at === null) return <span className={classes.fact}>{text}</span>;
  return (
    <span className={classes.fact}>
      <time
        dateTime={new Date(finding.at).toISOString()}
        data-exact={formatExact(finding.at)}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the exact time
        tabIndex={0}
      >
        {text}
      </time>
    </span>
  );
}
