import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../shared/rpc.ts';
import type { GrantedPermission } from '../../../shared/permissions.ts';
import type { Reading } from '../../access/useReading.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { IconSearch } from '../../ui/icons.ts';
import { countText, matching, ticked } from './permission-choice.ts';
import { PermissionList } from './PermissionList.tsx';
import classes from './Scope.module.css';

const SEARCHED_FROM = 11;

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly reading: Reading<readonly GrantedPermission[]>;
  readonly excluded: readonly number[];
  /** What keeps the ticks, as the button says it; absent: they can only be looked at. */
  readonly keep?: {
    readonly label: string;
    readonly busy?: boolean;
    readonly failure?: Failure | null;
    readonly act: (excluded: readonly number[]) => void;
  };
  /** Whom they are granted to, when the dialog stands alone. */
  readonly children?: React.ReactNode;
}

/** What a key may do and why; **Manage permissions** turns it into ticks, and what is unticked is withheld from the key. */
export function PermissionsDialog({ opened, onClose, ...content }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="These permissions will be granted to the API key"
      size={600}
      zIndex={250}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {/* Made anew each time: ticks that were not kept are forgotten. */}
      <Content onClose={onClose} {...content} />
    </Modal>
  );
}

function Content({ onClose, reading, excluded, keep, children }: Omit<Props, 'opened'>) {
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const [typed, setTyped] = useState('');
  const { value: granted, failure, busy, again } = reading;
  if (granted === null) {
    return failure ? (
      <Stack gap="md" align="start">
        <FailureAlert failure={failure} />
        <Button variant="default" loading={busy} onClick={again}>
          Try again
        </Button>
      </Stack>
    ) : (
      <Stack gap="sm" aria-busy="true">
        <Skeleton height={36} />
        <Skeleton height={36} />
        <Skeleton height={36} />
      </Stack>
    );
  }
  const shown = matching(granted, typed);
  const withheld = chosen ?? excluded;
  const managing = chosen !== null;
  const tick = (ids: readonly number[], on: boolean) => setChosen(ticked(withheld, ids, on));
  const tickAll = (on: boolean) =>
    tick(
      shown.map(({ id }) => id),
      on,
    );
  return (
    <Stack gap="sm">
      {children}
      {(managing || granted.length >= SEARCHED_FROM) && (
        <div className={classes.tools}>
          {granted.length >= SEARCHED_FROM && (
            <TextInput
              type="search"
              size="xs"
              flex={1}
              aria-label="Search permissions"
              placeholder="Search permissions"
              leftSection={<IconSearch size={14} />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          {managing && (
            <Group gap="xs" ml="auto">
              <Button size="xs" variant="default" onClick={() => tickAll(true)}>
                Select all
              </Button>
              <Button size="xs" variant="default" onClick={() => tickAll(false)}>
                Select none
              </Button>
            </Group>
          )}
        </div>
      )}
      {managing && (
        <Text size="xs" c="dimmed">
          What you untick is withheld from this key, also when a role or group grants it later.
        </Text>
      )}
      {shown.length > 0 ? (
        <PermissionList permissions={shown} excluded={withheld} onTick={managing ? tick : undefined} />
      ) : (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          {granted.length === 0
            ? 'None. An authorization group or roles grant permissions; without them a key may do nothing.'
            : 'No permission matches.'}
        </Text>
      )}
      <FailureAlert failure={keep?.failure ?? null} />
      <Group gap="xs">
        <Text size="sm" c="dimmed" role="status" mr="auto">
          {countText(granted, withheld)}
        </Text>
        {managing ? (
          <>
            <Button variant="default" disabled={keep?.busy ?? false} onClick={() => setChosen(null)}>
              Cancel
            </Button>
            <Button loading={keep?.busy ?? false} onClick={() => keep?.act(withheld)}>
              {keep?.label}
            </Button>
          </>
        ) : (
          <>
            {keep && granted.length > 0 && (
              <Button variant="default" onClick={() => setChosen(excluded)}>
                Manage permissions
              </Button>
            )}
            <Button onClick={onClose} data-autofocus>
              Done
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
