import { Button, Modal, Text } from '@mantine/core';
import { msg, t } from '../../shared/language/t.ts';
import { Gate } from '../sign-in/Gate.tsx';
import { LossQuestion, SavingPanel } from './Saving.tsx';
import classes from './Secret.module.css';
import { type Saving, type SecretProps, useSaving } from './useSaving.ts';

const LEAD = msg(
  'If you forget your password, one of these codes lets you set a new one. Each works once. Keep them in a safe place, away from this computer.',
);

/** Once, after set-up and before the program: the codes with which a forgotten password can be replaced. */
export function RecoveryCodes(props: SecretProps) {
  const saving = useSaving(props);
  return (
    <Gate title={t('Recovery codes')} lead={t(LEAD)}>
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
      title={t('Your new recovery codes')}
      size={440}
      withCloseButton={false}
      closeOnEscape={secret.saved}
      closeOnClickOutside={false}
      returnFocus={false}
      overlayProps={{ backgroundOpacity: 0.6, blur: 2 }}
    >
      <Text size="sm" mb="md">
        {t(LEAD)}
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
        warning={t('Store these codes now. They will not be shown again.')}
        hint={t('You can also write them down.')}
        copyLabel={t('Copy')}
        copyVariant="default"
        exit={
          // Written down by hand counts too, and only the person knows.
          <Button fullWidth onClick={() => saving.release(true)}>
            {t('I have stored them')}
          </Button>
        }
      >
        <ul className={classes.codes} aria-label={t('Recovery codes')}>
          {text
            .trim()
            .split('\n')
            .map((code) => (
              <li key={code}>{code}</li>
            ))}
        </ul>
      </SavingPanel>
      <LossQuestion saving={saving} title={t('Close without saving the recovery codes?')}>
        {t(
          'You have neither copied nor downloaded them, and they cannot be shown again. Without them a forgotten password cannot be replaced.',
        )}
      </LossQuestion>
    </>
  );
}
