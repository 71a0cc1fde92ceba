import { Button, Modal, Text } from '@mantine/core';
import { Gate } from '../sign-in/Gate.tsx';
import { LossQuestion, SavingPanel } from './Saving.tsx';
import classes from './Secret.module.css';
import { type Saving, type SecretProps, useSaving } from './useSaving.ts';

const LEAD =
  'If you forget your password, one of these codes lets you set a new one. Each works once. Keep them in a safe place, away from this computer.';

/** Once, after set-up and before the program: the codes with which a forgotten password can be replaced. */
export function RecoveryCodes(props: SecretProps) {
  const saving = useSaving(props);
  return (
    <Gate title="Recovery codes" lead={LEAD}>
      <Codes saving={saving} text={props.secret.text} />
    </Gate>
  );
}

/** New ones, over the screen on which they were asked for: what is typed there stays. */
export function NewRecoveryCodes(props: SecretProps) {
  const { secret } = props;
  const saving = useSaving(props);
  return (
    <Modal
      opened
      onClose={saving.close}
      title="Your new recovery codes"
      size={440}
      withCloseButton={false}
      closeOnEscape={secret.saved}
      closeOnClickOutside={false}
      returnFocus={false}
      overlayProps={{ backgroundOpacity: 0.6, blur: 2 }}
    >
      <Text size="sm" mb="md">
        {LEAD}
      </Text>
      <Codes saving={saving} text={secret.text} />
    </Modal>
  );
}

function Codes({ saving, text }: { readonly saving: Saving; readonly text: string }) {
  return (
    <>
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
          {text
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
    </>
  );
}
