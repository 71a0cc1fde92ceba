import { Modal, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { type RuleId, RULE_IDS, ruleOf, SEVERITIES } from '../../shared/finding-rules.ts';
import { t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { useAction } from '../ui/useAction.ts';
import { NeedsAuthority } from '../settings/SettingsForm.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { rich } from '../ui/rich.tsx';
import classes from './Findings.module.css';
import { SeverityBadge } from './RuleCard.tsx';

const IN_ORDER = SEVERITIES.flatMap((severity) => RULE_IDS.filter((id) => ruleOf(id).severity === severity));

interface Props {
  readonly opened: boolean;
  readonly off: readonly RuleId[];
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** **Rules**: all of them, and which the tenant wants to hear nothing of. */
export function RulesDialog({ opened, off, onClose, onChanged }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Rules')}
      size={620}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {opened && <Rules off={off} onChanged={onChanged} />}
    </Modal>
  );
}

function Rules({ off, onChanged }: Pick<Props, 'off' | 'onChanged'>) {
  const may = useMay('manage-settings');
  const { failure, busy, run } = useAction();
  // Shown at once; what looks at everything takes its time.
  const [switched, setSwitched] = useState<Readonly<Partial<Record<RuleId, boolean>>>>({});
  const change = (rule: RuleId, on: boolean) =>
    run(async () => {
      await (on ? api.findings.switchOn({ rule }) : api.findings.switchOff({ rule }));
      setSwitched((before) => ({ ...before, [rule]: on }));
      onChanged();
    });
  return (
    <div className={classes.rules} aria-busy={busy}>
      <Text size="sm" c="dimmed">
        {rich('A rule that is switched off finds nothing in this tenant, for anybody.{may}', {
          may: !may && <NeedsAuthority authority="manage-settings" />,
        })}
      </Text>
      <FailureAlert failure={failure} />
      <ul>
        {IN_ORDER.map((rule) => {
          const { title, reason, severity } = ruleOf(rule);
          const on = switched[rule] ?? !off.includes(rule);
          return (
            <li key={rule}>
              <SeverityBadge severity={severity} />
              <div>
                <Text size="sm" fw={500} id={`about-${rule}`}>
                  {t(title)}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(reason)}
                </Text>
              </div>
              <Switch
                size="sm"
                aria-labelledby={`about-${rule}`}
                checked={on}
                disabled={!may}
                onChange={(event) => change(rule, event.currentTarget.checked)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
