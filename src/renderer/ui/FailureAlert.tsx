import { Alert } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import classes from './FailureAlert.module.css';
import { formatClock, formatRemaining } from './format.ts';
import { IconAlert } from './icons.ts';
import { useNow } from './useNow.ts';

/** True until the failure's `retryAt`, and renders again when it has come. */
export function useMustWait(failure: Failure | null): boolean {
  const until = failure?.retryAt ?? 0;
  return useNow(until === 0 ? null : 1000) < until;
}

/** What went wrong, announced when it appears; with a countdown when trying again makes sense only later. */
export function FailureAlert({ failure }: { readonly failure: Failure | null }) {
  const waiting = useMustWait(failure);
  const now = useNow(waiting ? 1000 : null);
  return (
    <div className={classes.region}>
      {failure !== null && (
        <Alert aria-atomic="true" color="red" icon={<IconAlert size={18} />}>
          {failure.message}
          {waiting && failure.retryAt !== undefined && (
            <>
              {t(' You can try again at {retryAt}', { retryAt: formatClock(failure.retryAt) })}
              {/* Not read out every second. */}
              <span aria-hidden="true">
                {t(' (in {time})', { time: formatRemaining(failure.retryAt - now) })}
              </span>
              .
            </>
          )}
          {failure.retryAt !== undefined && !waiting && t(' You can try again now.')}
        </Alert>
      )}
    </div>
  );
}
