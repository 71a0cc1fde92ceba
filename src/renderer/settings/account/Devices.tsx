import { Badge, Button, Text, Title } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import lists from '../../access/AccessList.module.css';
import { AccessTable } from '../../access/AccessTable.tsx';
import type { Reading } from '../../access/useReading.ts';
import { useRowDialog } from '../../access/useRowDialog.ts';
import { api } from '../../api.ts';
import { askForSession } from '../../app/session.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { Ago, Moment } from '../../ui/Moment.tsx';
import { toast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/useNow.ts';
import { Loaded } from '../Loaded.tsx';
import classes from '../Settings.module.css';

type Device = Awaited<ReturnType<typeof api.session.devices>>[number];

/** **Devices** that sign the person in without a password. */
export function Devices({ reading }: { readonly reading: Reading<readonly Device[]> }) {
  const now = useNow(30_000);
  const forgetting = useRowDialog<Device>();
  return (
    <Loaded reading={reading} what={t('your devices')}>
      {(devices) => (
        <section className={classes.panel} aria-labelledby="devices">
          <div>
            <Title order={3} id="devices" tabIndex={-1} style={{ outline: 'none' }}>
              {t('Devices')}
            </Title>
            <Text size="sm" c="dimmed">
              {devices.length === 0
                ? t(
                    'No computer keeps you signed in. Tick “Keep me signed in on this computer” when you sign in.',
                  )
                : t(
                    'These computers sign you in without a password. Forget those that you do not use any more.',
                  )}
            </Text>
          </div>
          {devices.length > 0 && (
            <ExactTimes>
              <div className={classes.table}>
                <AccessTable
                  label={t('Devices')}
                  rows={devices}
                  columns={[
                    { name: t('Name'), renderCell: (device) => <DeviceName device={device} /> },
                    {
                      name: t('Since'),
                      width: 120,
                      renderCell: ({ createdAt }) => <Moment time={createdAt} />,
                    },
                    {
                      name: t('Last used'),
                      width: 130,
                      renderCell: ({ lastUsedAt }) => <Ago time={lastUsedAt} now={now} />,
                    },
                    {
                      name: t('Actions'),
                      width: 96,
                      actions: true,
                      renderCell: (device) => (
                        <div className={lists.actions}>
                          <Button
                            variant="subtle"
                            size="compact-sm"
                            aria-label={t('Forget {name}', { name: device.name })}
                            onClick={() => forgetting.open(device)}
                          >
                            {t('Forget')}
                          </Button>
                        </div>
                      ),
                    },
                  ]}
                />
              </div>
            </ExactTimes>
          )}
          <ActionDialog
            dialog={forgetting}
            title={t('Forget this device?')}
            proceed={t('Forget')}
            act={({ id }) => api.session.forgetDevice({ id })}
            onDone={({ name, current }) => {
              toast({ message: t('“{name}” was forgotten.', { name }) });
              reading.again();
              // The window knows whether this computer is remembered.
              if (current) void askForSession();
              document.getElementById('devices')?.focus();
            }}
            takesRow
          >
            {({ name, current }) =>
              current
                ? t(
                    'This computer asks for your password the next time Latchkey starts. You stay signed in until then.',
                  )
                : t('“{name}” asks for your password next time.', { name })
            }
          </ActionDialog>
        </section>
      )}
    </Loaded>
  );
}

function DeviceName({ device: { name, current } }: { readonly device: Device }) {
  return (
    <div className={lists.nameLine}>
      <span className={lists.name} title={name}>
        {name}
      </span>
      {current && (
        <Badge size="sm" tt="none" variant="light" className={lists.badge}>
          {t('This computer')}
        </Badge>
      )}
    </div>
  );
}
