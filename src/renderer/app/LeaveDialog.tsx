import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { answerLeave, useRouter } from './router.ts';

/** Asks before an unsaved form is left. */
export function LeaveDialog() {
  const { guard, waiting } = useRouter();
  if (guard === null) return null;
  return (
    <ConfirmDialog
      opened={waiting !== null}
      title={guard.title}
      stay={guard.stay}
      proceed={guard.leave}
      onStay={() => answerLeave(false)}
      onProceed={() => answerLeave(true)}
    >
      {guard.text}
    </ConfirmDialog>
  );
}
