import { Alert, Badge, Button, Text } from '@mantine/core';
import { useRef } from 'react';
import type { EndpointState } from '../../../shared/endpoint.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { useAction } from '../../ui/useAction.ts';
import { counted } from '../../ui/counted.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatClock, formatDay } from '../../ui/format.ts';
import { IconAlert, IconInfo } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
import settingsClasses from '../Settings.module.css';
import classes from './Endpoint.module.css';

interface Props {
  readonly state: EndpointState;
  /** That of the settings, where it would listen if it were started now. */
  readonly address: string;
}

const BADGES = {
  stopped: [msg('Stopped'), 'gray'],
  starting: [msg('Starting…'), 'gray'],
  running: [msg('Running'), 'patina'],
  stopping: [msg('Stopping…'), 'gray'],
  failed: [msg('Failed'), 'red'],
} as const satisfies Record<EndpointState['status'], readonly [Message, string]>;

/** Whether the endpoint runs, where, and the buttons that start and stop it. */
export function EndpointStatus({ state, address }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const { failure, run } = useAction();
  const waits = state.status === 'stopping';
  const attempt = (act: () => Promise<unknown>) => {
    if (!waits) run(async () => void (await act()));
  };
  const start = () => attempt(() => api.endpoint.start({ address }));
  const stop = () => attempt(() => api.endpoint.stop(undefined));
  const restart = () => {
    // The button that was pressed goes.
    button.current?.focus();
    start();
  };
  const [word, color] = BADGES[state.status];
  const stops = state.status === 'running' || state.status === 'starting';
  return (
    <section className={settingsClasses.panel} aria-label={t('State')}>
      <div className={classes.state}>
        <Badge tt="none" variant="light" fw={500} size="lg" color={color} role="status">
          {t(word)}
        </Badge>
        <div className={classes.where}>
          <Where state={state} address={address} />
        </div>
        {/* One button, never disabled, so that the focus stays where it is when it does the opposite. */}
        <Button
          ref={button}
          variant={stops ? 'default' : 'filled'}
          data-disabled={waits}
          aria-disabled={waits}
          onClick={stops ? stop : start}
        >
          {stops ? t('Stop') : t('Start')}
        </Button>
      </div>
      {failure !== null && <FailureAlert failure={failure} />}
      {state.status === 'failed' && (
        <Alert color="red" icon={<IconAlert size={18} />}>
          {state.message}
        </Alert>
      )}
      {state.status === 'running' && state.fault !== null && (
        <Alert color="red" icon={<IconAlert size={18} />} title={t('Nobody is let in')}>
          {t('{fault} It tries again by itself.', { fault: state.fault })}
        </Alert>
      )}
      {state.status === 'running' && state.outdated && (
        <Alert color="yellow" icon={<IconInfo size={18} />} aria-live="polite">
          <div className={classes.outdated}>
            <span>
              {t('It runs with the settings from before. The new ones hold once it is started again.')}
            </span>
            <Button size="xs" variant="default" onClick={restart}>
              {t('Restart')}
            </Button>
          </div>
        </Alert>
      )}
    </section>
  );
}

function Where({ state, address }: Props) {
  if (state.status === 'stopped') {
    return (
      <Text size="sm" c="dimmed">
        {rich('Start lets it listen on {address}.', {
          address: <span className={classes.address}>{address}</span>,
        })}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" className={classes.address}>
        {`http://${state.address}`}
      </Text>
      {state.status === 'running' && (
        <Text size="xs" c="dimmed">
          {t('Since {since} on {since2}. {requests} answered.', {
            since: formatClock(state.since),
            since2: formatDay(state.since),
            requests: counted(state.answered, 'request'),
          })}
          {state.again && t(' It had ended by itself and was started again.')}
        </Text>
      )}
    </>
  );
}
