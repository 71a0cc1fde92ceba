import { Badge, Button, Text, Title } from '@mantine/core';
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
    <Loaded reading={reading} what="your devices">
      {(devices) => (
        <section className={classes.panel} aria-labelledby="devices">
          <div>
            <Title order={3} id="devices" tabIndex={-1} style={{ outline: 'none' }}>
              Devices
            </Title>
            <Text size="sm" c="dimmed">
              {devices.length === 0
                ? 'No computer keeps you signed in. Tick “Keep me signed in on this computer” when you sign in.'
                : 'These computers sign you in without a password. Forget those that you do not use any more.'}
            </Text>
          </div>
          {devices.length > 0 && (
            <ExactTimes>
              <div className={classes.table}>
                <AccessTable
                  label="Devices"
                  rows={devices}
                  columns={[
                    { name: 'Name', renderCell: (device) => <DeviceName device={device} /> },
                    {
                      name: 'Since',
                      width: 120,
                      renderCell: ({ createdAt }) => <Moment time={createdAt} />,
                    },
                    {
                      name: 'Last used',
                      width: 130,
                      renderCell: ({ lastUsedAt }) => <Ago time={lastUsedAt} now={now} />,
                    },
                    {
                      name: 'Actions',
                      width: 96,
                      actions: true,
                      renderCell: (device) => (
                        <div className={lists.actions}>
                          <Button
                            variant="subtle"
                            size="compact-sm"
                            aria-label={`Forget ${device.name}`}
                            onClick={() => forgetting.open(device)}
                          >
                            Forget
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
            title="Forget this device?"
            proceed="Forget"
            act={({ id }) => api.session.forgetDevice({ id })}
            onDone={({ name, current }) => {
              toast({ message: `“${name}” was forgotten.` });
              reading.again();
              // The window knows whether this computer is remembered.
              if (current) void askForSession();
              document.getElementById('devices')?.focus();
            }}
            takesRow
          >
            {({ name, current }) =>
              current
                ? 'This computer asks for your password the next time Latchkey starts. You stay signed in until then.'
                : `“${name}” asks for your password next time.`
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
          This computer
        </Badge>
      )}
    </div>
  );
}
