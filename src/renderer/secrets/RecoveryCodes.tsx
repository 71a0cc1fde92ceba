import { Button } from '@mantine/core';
import { Gate } from '../sign-in/Gate.tsx';
import { LossQuestion, SavingPanel } from './Saving.tsx';
import classes from './Secret.module.css';
import { type SecretProps, useSaving } from './useSaving.ts';

/** Once, after set-up: the codes with which a forgotten password can be replaced. */
export function RecoveryCodes(props: SecretProps) {
  const saving = useSaving(props);
  return (
    <Gate
      title="Recovery codes"
      lead="If you forget your password, one of these codes lets you set a new one. Each works once. Keep them in a safe place, away from this computer."
    >
      <SavingPanel
        saving={saving}
        warning="Store these codes now. They will not be shown again."
        hint="You can also write them down."
        copyLabel="Copy"
        copyVariant="default"
        exit={
          // Written down by hand counts too, and only the person knows.
          <Button fullWidth onClick={() => saving.release(true)}>
            I have stored them
          </Button>
        }
      >
        <ul className={classes.codes} aria-label="Recovery codes">
          {props.secret.text
            .trim()
            .split('\n')
            .map((code) => (
              <li key={code}>{code}</li>
            ))}
        </ul>
      </SavingPanel>
      <LossQuestion saving={saving} title="Close without saving the recovery codes?">
        You have neither copied nor downloaded them, and they cannot be shown again. Without them a forgotten
        password cannot be replaced.
      </LossQuestion>
    </Gate>
  );
}
