import { Alert, Button, Group, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { useAction } from './useAction.ts';
import { FailureAlert } from './FailureAlert.tsx';
import { IconAlert } from './icons.ts';

interface Props {
  /** "key": what was changed. */
  readonly one: string;
  readonly load: () => Promise<void>;
  readonly saveAnyway: () => Promise<void>;
}

/** Somebody else was quicker: what was typed stays until the person says which of the two is to be kept. */
export function ChangedMeanwhile({ one, load, saveAnyway }: Props) {
  const { busy, failure, run } = useAction();
  return (
    <Alert
      color="yellow"
      icon={<IconAlert size={18} />}
      title={t('Somebody else has changed this {one} meanwhile', { one })}
    >
      <Text size="sm">
        {t(
          'What you typed is still here and was not saved. Load the current values to look at them, which discards what you typed, or save yours over them.',
        )}
      </Text>
      <FailureAlert failure={failure} />
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" disabled={busy} onClick={() => run(load)}>
          {t('Load the current values')}
        </Button>
        <Button size="xs" color="red.9" disabled={busy} onClick={() => run(saveAnyway)}>
          {t('Save anyway')}
        </Button>
      </Group>
    </Alert>
  );
}
