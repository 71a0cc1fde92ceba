import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly target: string | undefined;
  readonly follow: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What a row of a plot is about, as a link where it leads somewhere. */
export function PlotLink({ target, follow, children }: Props) {
  if (target === undefined || follow === undefined) return children;
  return (
    <Anchor
      href={`#${target}`}
      fz="inherit"
      onClick={(event) => {
        event.preventDefault();
        follow();
      }}
    >
      {children}
    </Anchor>
  );
}
