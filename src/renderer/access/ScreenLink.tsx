import type { ReactNode } from 'react';
import { Anchor } from '@mantine/core';
import { navigate } from '../app/router.ts';

/** A link to another screen inside a sentence. */
export function ScreenLink({ to, children }: { readonly to: string; readonly children?: ReactNode }) {
  return (
    <Anchor
      href={`#${to}`}
      fz="inherit"
      td="underline"
      onClick={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Anchor>
  );
}
