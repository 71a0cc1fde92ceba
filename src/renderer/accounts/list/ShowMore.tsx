import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { t } from '../../../shared/language/t.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import classes from './Accounts.module.css';
import type { AccountList } from './useAccountList.ts';

/** How far from the end of what is read the next page is asked for, in pixels. */
const AHEAD = 400;

/**
 * **Show more** at the end of the rows; whoever scrolls near it need not press it. With every page it has moved, so it
 * needs a key by which it begins anew.
 */
export function ShowMore({ more }: { readonly more: AccountList['more'] }) {
  const place = useRef<HTMLDivElement>(null);
  const near = useEffectEvent(() => more.show());
  useEffect(() => {
    if (place.current === null) return;
    const box = place.current.closest('[role="region"]');
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && near(),
      { root: box, rootMargin: `${AHEAD}px` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className={classes.more}>
      <FailureAlert failure={more.failure} />
      <Button variant="default" size="xs" loading={more.busy} onClick={more.show}>
        {t('Show more')}
      </Button>
    </div>
  );
}
