import './styles.ts';
import { NavLink, Text, Title } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { navigate, useRouter } from '../app/router.ts';
import { useAdministrator } from '../app/session.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { sectionsFor } from './sections.ts';
import classes from './Settings.module.css';

interface Props {
  readonly title: string;
  /** What is set here and for whom, in a sentence. */
  readonly about: ReactNode;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly ready?: boolean;
  /** A table wants all the room there is, a form a measure that the eye can follow. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One section of the settings beside the list of all. */
export function SettingsFrame({ title, about, actions, ready = true, wide = false, children }: Props) {
  const path = useRouter((router) => router.path);
  const sections = sectionsFor(useAdministrator().authorities);
  return (
    <div className={classes.page}>
      <Title order={1}>{t('Settings')}</Title>
      <div className={classes.columns}>
        <nav aria-label={t('Settings')} className={classes.sections}>
          {sections.map(({ path: target, label, icon: Icon }) => (
            <NavLink
              key={target}
              href={`#${target}`}
              onClick={(event: MouseEvent) => {
                event.preventDefault();
                navigate(target);
              }}
              label={t(label)}
              active={path === target}
              aria-current={path === target ? 'page' : undefined}
              leftSection={<Icon size={17} stroke={1.75} />}
              className={classes.section}
            />
          ))}
        </nav>
        <div className={classes.content} data-wide={wide || undefined}>
          <div className={classes.head}>
            <div>
              <PageTitle under={t('Settings')} ready={ready}>
                {title}
              </PageTitle>
              <Text size="sm" c="dimmed" component="div">
                {about}
              </Text>
            </div>
            {actions}
          </div>
          {children}
        </div>
      </div>
    </div>
  );
}
