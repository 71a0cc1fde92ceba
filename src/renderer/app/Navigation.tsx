import { NavLink } from '@mantine/core';
import { Fragment, type MouseEvent, useEffect, useRef } from 'react';
import { t } from '../../shared/language/t.ts';
import { screenOf } from './address.ts';
import classes from './Frame.module.css';
import { navigate, useRouter } from './router.ts';
import { mayOpen, ROUTES } from './routes.ts';
import { useAdministrator } from './session.ts';

/** The screens that this person may see, under their headings. */
export function Navigation() {
  const path = useRouter((router) => screenOf(router.path));
  const { authorities } = useAdministrator();
  const shown = useRef<HTMLElement>(null);
  const entries = ROUTES.flatMap((route) =>
    route.entry && mayOpen(route, authorities) ? [{ target: route.path, ...route.entry }] : [],
  );
  const isOpen = (target: string): boolean =>
    path === target || path.startsWith(`${target}/`) || path.startsWith(`${target}?`);
  const open = entries.find(({ target }) => isOpen(target))?.target;
  // Where they do not all fit, the one that is open is in sight.
  useEffect(() => {
    shown.current?.querySelector(`[href="#${open}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <nav ref={shown} aria-label={t('Main')} className={classes.navigation}>
      {entries.map(({ target, label, under, icon: Icon }, index) => {
        const above = entries[index - 1]?.under;
        const active = isOpen(target);
        const follow = (event: MouseEvent) => {
          event.preventDefault();
          navigate(target);
        };
        return (
          <Fragment key={target}>
            {under.map(
              (heading, level) =>
                above?.[level] !== heading && (
                  <div key={t(heading)} className={classes.heading} data-level={level}>
                    {t(heading)}
                  </div>
                ),
            )}
            <NavLink
              href={`#${target}`}
              onClick={follow}
              label={t(label)}
              active={active}
              aria-current={active ? 'page' : undefined}
              leftSection={<Icon size={18} stroke={1.75} />}
              className={classes.entry}
              // What belongs to no heading must not seem to belong to the last one.
              data-alone={(under.length === 0 && above !== undefined && above.length > 0) || undefined}
            />
          </Fragment>
        );
      })}
    </nav>
  );
}
