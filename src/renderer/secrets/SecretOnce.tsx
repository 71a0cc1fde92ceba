import { Button, Modal, TextInput } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { LossQuestion, SavingPanel } from './Saving.tsx';
import classes from './Secret.module.css';
import { type SecretProps, useSaving } from './useSaving.ts';

/** **Save generated key**: the only place where a key is ever seen. It does not close before the key was saved or given up. */
export function SecretOnce(props: SecretProps) {
  const { secret } = props;
  const saving = useSaving(props);
  return (
    <>
      <Modal
        opened
        onClose={saving.close}
        title={t('Save generated key')}
        size={560}
        withCloseButton={false}
        closeOnEscape={secret.saved}
        closeOnClickOutside={false}
        returnFocus={false}
        overlayProps={{ backgroundOpacity: 0.6, blur: 2 }}
      >
        <SavingPanel
          saving={saving}
          warning={t('Copy this key now. It will not be shown again.')}
          hint={t('Store it in a vault, or where the application keeps its secrets.')}
          copyLabel={t('Copy to clipboard')}
          copyVariant="filled"
          exit={
            <Button variant="default" ml="auto" onClick={saving.close}>
              {t('Close')}
            </Button>
          }
        >
          <TextInput
            label={t('API key')}
            description={<span className={classes.name}>{secret.name}</span>}
            value={secret.text}
            readOnly
            classNames={{ input: classes.secret ?? '' }}
            onFocus={(event) => event.currentTarget.select()}
            spellCheck={false}
            autoComplete="off"
          />
        </SavingPanel>
      </Modal>
      <LossQuestion saving={saving} title={t('Close without saving the key?')}>
        {t(
          'You have neither copied nor downloaded this key, and it cannot be shown again. Without it you would have to rotate the key to get another one.',
        )}
      </LossQuestion>
    </>
  );
}
