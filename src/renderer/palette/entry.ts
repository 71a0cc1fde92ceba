import type { ComponentType } from 'react';

/** One line of the palette. */
export interface Entry {
  /** Unlike that of every other line. */
  readonly id: string;
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly about: string;
  /** Other words by which it is looked for. */
  readonly words?: string;
  readonly icon: ComponentType<{
    readonly size?: number;
    readonly stroke?: number;
    readonly 'aria-hidden'?: 'true';
  }>;
  readonly run: () => void;
}

/** Lines under one heading. */
export interface Section {
  readonly heading: string;
  readonly entries: readonly Entry[];
}
