import { Anchor, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import classes from './Disclosure.module.css';
import { IconChevronDown } from './icons.ts';

interface Props {
  readonly name: string;
  /** What is within, in a few words, while it is not shown. */
  readonly summary?: string;
  /** Shown without being asked for. */
  readonly first?: boolean;
  /** Something within is wrong: it is shown, and stays so while that is being mended. */
  readonly wrong?: boolean;
  readonly children: ReactNode;
}

/** What few people need, shown when asked for. It stays in the document, so that nothing typed in it is lost. */
export function Disclosure({ name, summary, first = false, wrong = false, children }: Props) {
  const [shown, setShown] = useState(first);
  if (wrong && !shown) setShown(true);
  const id = useId();
  return (
    <div>
      <Group gap="xs" align="center" wrap="nowrap">
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={classes.button}
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          <IconChevronDown size={16} aria-hidden="true" data-shown={shown || undefined} />
          {name}
        </Anchor>
        {summary !== undefined && !shown && (
          <Text size="sm" c="dimmed">
            {summary}
          </Text>
        )}
      </Group>
      <Stack id={id} gap="md" mt="sm" hidden={!shown} {...(!shown && { display: 'none' })}>
        {children}
      </Stack>
    </div>
  );
}
