import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
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
      title={t('These permissions will be granted to the API key')}
      size={600}
      zIndex={250}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {/* Made anew each time: ticks that were not kept are forgotten. */}
      <Content onClose={onClose} {...content} />
    </Modal>
  );
}

function Content({ onClose, reading, excluded, keep, children }: Omit<Props, 'opened'>) {
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const [typed, setTyped] = useState('');
  const granted = reading.value;
  const withheld = chosen ?? excluded;
  const managing = chosen !== null;
  return (
    <Stack gap="sm">
      {children}
      {granted === null ? (
        <Unread {...reading} />
      ) : (
        <Granted
          granted={granted}
          withheld={withheld}
          onTick={managing ? (ids, on) => setChosen(ticked(withheld, ids, on)) : undefined}
          typed={typed}
          onType={setTyped}
        />
      )}
      <FailureAlert failure={keep?.failure ?? null} />
      {/* There from the beginning: the focus begins here and stays while the rest arrives. */}
      <Group gap="xs">
        <Text size="sm" c="dimmed" role="status" mr="auto">
          {granted && countText(granted, withheld)}
        </Text>
        {managing ? (
          <>
            <Button variant="default" disabled={keep?.busy ?? false} onClick={() => setChosen(null)}>
              {t('Cancel')}
            </Button>
            <Button loading={keep?.busy ?? false} onClick={() => keep?.act(withheld)}>
              {keep?.label}
            </Button>
          </>
        ) : (
          <>
            {keep && granted !== null && granted.length > 0 && (
              <Button variant="default" onClick={() => setChosen(excluded)}>
                {t('Manage permissions')}
              </Button>
            )}
            <Button onClick={onClose} data-autofocus>
              {t('{where, select, button {Done} other {Done}}', { where: 'button' })}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

function Unread({ failure, busy, again }: Reading<unknown>) {
  return failure ? (
    <Stack gap="md" align="start">
      <FailureAlert failure={failure} />
      <Button variant="default" loading={busy} onClick={again}>
        {t('Try again')}
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

interface GrantedProps {
  readonly granted: readonly GrantedPermission[];
  readonly withheld: readonly number[];
  /** With it they can be ticked and unticked. */
  readonly onTick: ((ids: readonly number[], on: boolean) => void) | undefined;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Granted({ granted, withheld, onTick, typed, onType }: GrantedProps) {
  const shown = matching(granted, typed);
  const searchable = granted.length >= SEARCHED_FROM;
  const tickAll = (on: boolean) =>
    onTick?.(
      shown.map(({ id }) => id),
      on,
    );
  const hint = onTick && (
    <Text size="xs" c="dimmed">
      {t('What you untick is withheld from this key, also when a role or group grants it later.')}
    </Text>
  );
  return (
    <>
      {(onTick || searchable) && (
        <div className={classes.tools}>
          {searchable ? (
            <TextInput
              type="search"
              size="xs"
              flex={1}
              aria-label={t('Search permissions')}
              placeholder={t('Search permissions')}
              leftSection={<IconSearch size={14} />}
              value={typed}
              onChange={(event) => onType(event.currentTarget.value)}
            />
          ) : (
            hint
          )}
          {onTick && (
            <Group gap="xs" ml="auto" wrap="nowrap" flex="none">
              <Button size="xs" variant="default" onClick={() => tickAll(true)}>
                {t('Select all')}
              </Button>
              <Button size="xs" variant="default" onClick={() => tickAll(false)}>
                {t('Select none')}
              </Button>
            </Group>
          )}
        </div>
      )}
      {searchable && hint}
      {shown.length > 0 ? (
        <PermissionList permissions={shown} excluded={withheld} onTick={onTick} />
      ) : (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          {granted.length === 0
            ? t('None. An authorization group or roles grant permissions; without them a key may do nothing.')
            : t('No permission matches.')}
        </Text>
      )}
    </>
  );
}
