import { Alert, Button, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { counted } from '../../ui/counted.ts';
import { IconAlert } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
import { Loaded } from '../Loaded.tsx';
import classes from '../Settings.module.css';
import { NewCodesDialog } from './NewCodesDialog.tsx';

const read = () => api.session.recoveryCodes(undefined);
/** So few that one more forgotten password could be the last. */
const FEW = 2;

/** **Recovery codes**: how many are left, and the way to new ones. */
export function RecoveryCodesPanel() {
  const reading = useReading(read);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Loaded reading={reading} what={t('your recovery codes')}>
      {({ left }) => (
        <section className={classes.panel} aria-labelledby="recovery-codes">
          <div>
            <Title order={3} id="recovery-codes">
              {t('Recovery codes')}
            </Title>
            <Text size="sm" c="dimmed">
              {t(
                'With one of them you can set a new password when you have forgotten yours. Each works once.',
              )}
            </Text>
          </div>
          {left <= FEW ? (
            <Alert color="yellow" icon={<IconAlert size={18} />} role="status">
              {rich('{value} Make new ones before you need them.', {
                value:
                  left === 0
                    ? t('No recovery code is left.')
                    : t('Only {recoveryCodes} left.', { recoveryCodes: counted(left, 'recovery code') }),
              })}
            </Alert>
          ) : (
            <Text size="sm">
              {t('{recoveryCodes} left.', { recoveryCodes: counted(left, 'recovery code') })}
            </Text>
          )}
          <div className={classes.bar}>
            <Button ref={button} variant={left <= FEW ? 'filled' : 'default'} onClick={() => setAsking(true)}>
              {t('New recovery codes')}
            </Button>
          </div>
          <NewCodesDialog
            opened={asking}
            onClose={() => setAsking(false)}
            onMade={reading.again}
            onStored={() => button.current?.focus()}
          />
        </section>
      )}
    </Loaded>
  );
}
