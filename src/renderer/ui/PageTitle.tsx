import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useRouter } from '../app/router.ts';
import { useTitle } from './useTitle.ts';

interface Props {
  readonly children: string;
  /** False while the screen cannot be used yet. */
  readonly ready?: boolean;
  /** For a form that puts the focus into its first field itself. */
  readonly takesFocus?: boolean;
  /** The heading above, where several screens have one in common; it stands in the window's title too. */
  readonly under?: string;
}

/** A screen's heading and the window's title. After a move to another screen it takes the focus, so that it is read out. */
export function PageTitle({ children, ready = true, takesFocus = true, under }: Props) {
  useTitle(ready ? [children, under].filter(Boolean).join(' – ') : null);
  const heading = useRef<HTMLHeadingElement>(null);
  const moves = useRouter((router) => router.moves);
  useEffect(() => {
    const dialog = document.querySelector('[aria-modal="true"]');
    if (takesFocus && moves > 0 && dialog === null) heading.current?.focus({ preventScroll: true });
  }, [moves, takesFocus]);
  return (
    <Title
      order={under === undefined ? 1 : 2}
      ref={heading}
      tabIndex={-1}
      id="page-title"
      style={{ outline: 'none' }}
    >
      {children}
    </Title>
  );
}

/** Where the focus goes when a dialog over a screen is done. */
export const focusPageTitle = (): void => document.querySelector<HTMLElement>('#page-title')?.focus();
