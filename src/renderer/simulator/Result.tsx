import { Alert, Badge, Text, Title } from '@mantine/core';
import type { Simulation } from '../../shared/verification.ts';
import { ScreenLink } from '../access/ScreenLink.tsx';
import { detailsPath } from '../keys/paths.ts';
import { formatExact } from '../ui/format.ts';
import { IconAlert, IconInfo } from '../ui/icons.ts';
import classes from './Simulator.module.css';
import { Steps } from './Steps.tsx';

/** What was asked, and what came out. */
export interface Answered {
  readonly simulation: Simulation;
  /** The request in one line. */
  readonly asked: string;
  /** A time was named, so that it is not the one at which it was asked. */
  readonly timeNamed: boolean;
}

interface Props {
  readonly answered: Answered;
  /** Why it is no answer to what the form says now; `null`: it is one. */
  readonly outdated: string | null;
}

/** The verdict, every step, and what a valid key hands on. */
export function Result({ answered: { simulation, asked, timeNamed }, outdated }: Props) {
  const { code, status, message, time, key, grants, steps } = simulation;
  return (
    <section className={classes.panel} aria-label="Result">
      {outdated !== null && (
        <Alert color="yellow" p="xs" icon={<IconAlert size={18} />}>
          {outdated}
        </Alert>
      )}
      <div className={classes.verdict} data-valid={code === 'VALID'}>
        <div className={classes.head}>
          <Title order={2}>{code}</Title>
          <Badge tt="none" fw={500} variant="light" color={code === 'VALID' ? 'patina' : 'red'}>
            HTTP {status}
          </Badge>
        </div>
        <Text size="sm">{message}</Text>
      </div>
      <div className={classes.asked}>
        {key !== null && (
          <span>
            {key.removed ? key.name : <ScreenLink to={detailsPath(key.id)}>{key.name}</ScreenLink>}{' '}
            <span className={classes.mono}>{key.hint}</span> ·{' '}
            {key.owner === null ? 'owned by the tenant' : `owned by ${key.owner}`}
          </span>
        )}
        <span>{asked}</span>
        <time dateTime={new Date(time).toISOString()}>{formatExact(time)}</time>
      </div>
      {timeNamed && (
        <Alert color="gray" p="xs" icon={<IconInfo size={18} />}>
          Expiry and rotation are judged at that time, everything else as it is today: what is revoked,
          removed or disabled now counts as it is now.
        </Alert>
      )}
      <Steps steps={steps} />
      {grants !== null && (
        <>
          <Title order={3}>What the key hands on</Title>
          <dl className={classes.grants}>
            <dt>Roles</dt>
            <dd>{listed(grants.roles)}</dd>
            <dt>Permissions</dt>
            <dd>{listed(grants.permissions)}</dd>
            <dt>Data scopes</dt>
            <dd>
              {grants.dataScopes === null ? 'Not limited: a key of the tenant' : listed(grants.dataScopes)}
            </dd>
            <dt>Expires</dt>
            <dd>{key === null || key.expiresAt === null ? 'Never' : formatExact(key.expiresAt)}</dd>
          </dl>
        </>
      )}
    </section>
  );
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'None' : names.join(', '));
