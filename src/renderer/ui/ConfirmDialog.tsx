import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The safe way; Escape and a click outside take it too. */
  readonly stay: string;
  readonly proceed: string;
  readonly busy?: boolean;
  /** False when what had the focus before has gone. */
  readonly returnFocus?: boolean;
  readonly onStay: () => void;
  readonly onProceed: () => void;
}

/** A question before something is lost. Focus starts on the safe answer. */
export function ConfirmDialog(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onStay}
      title={props.title}
      withCloseButton={false}
      size={420}
      zIndex={300}
      returnFocus={props.returnFocus ?? true}
    >
      <Text size="sm" component="div">
        {props.children}
      </Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={props.onStay} data-autofocus>
          {props.stay}
        </Button>
        <Button color="red.9" onClick={props.onProceed} loading={props.busy ?? false}>
          {props.proceed}
        </Button>
      </Group>
    </Modal>
  );
}
