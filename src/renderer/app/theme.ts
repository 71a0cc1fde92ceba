import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Our own colour: the green of an old brass lock's patina. */
const patina: MantineColorsTuple = [
  '#eaf6f3',
  '#d5ebe5',
  '#aad7cc',
  '#7cc2b1',
  '#56b09b',
  '#3ba38c',
  '#228a74',
  '#13705e',
  '#0c5a4b',
  '#054439',
];

const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#f0f2f2',
  '#e4e8e7',
  '#d3d9d8',
  '#b7c0be',
  '#93a09d',
  '#71807c',
  '#52605d',
  '#37423f',
  '#1e2725',
];

const dark: MantineColorsTuple = [
  '#d5dcda',
  '#b4bebb',
  '#94a09d',
  '#66736f',
  '#3a4643',
  '#2d3735',
  '#222b29',
  '#171e1d',
  '#111716',
  '#0b100f',
];

const system = 'system-ui, "Segoe UI", Roboto, Cantarell, "Noto Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  colors: { patina, gray, dark },
  primaryColor: 'patina',
  primaryShade: { light: 7, dark: 7 },
  black: '#1b2423',
  fontFamily: system,
  fontFamilyMonospace:
    'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", "Liberation Mono", monospace',
  headings: {
    fontFamily: system,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Inside the part that a lock hides, so that no dialog or menu stays visible over the lock screen.
    Portal: { defaultProps: { target: '#portals' } },
    Modal: {
      defaultProps: {
        centered: true,
        padding: 'lg',
        radius: 'md',
        transitionProps: { duration: 120, transition: 'fade' },
        styles: {
          title: { fontSize: '1.0625rem', fontWeight: 600 },
          header: { minHeight: 0, paddingBottom: 12 },
        },
      },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } },
    // The focus goes to the first entry, not to a placeholder before it that screen readers would name.
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Alert: { defaultProps: { variant: 'light' } },
  },
});

/** Mantine's own dimmed, placeholder and error colours fall short of a contrast of 4.5. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': '#66736f',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-patina-7)',
    '--latchkey-ground': 'var(--mantine-color-gray-0)',
    '--latchkey-panel': 'var(--mantine-color-white)',
    '--latchkey-line': 'var(--mantine-color-gray-2)',
    '--latchkey-hover': 'var(--mantine-color-gray-0)',
    '--latchkey-fresh': 'var(--mantine-color-patina-0)',
    '--latchkey-refused': '#d9705f',
    '--mantine-color-yellow-light': '#fcf1d2',
    '--mantine-color-yellow-light-color': '#7a4d00',
    '--mantine-color-red-light': '#fdebea',
    '--mantine-color-red-light-color': '#a52020',
    '--mantine-color-gray-light': 'var(--mantine-color-gray-1)',
    '--mantine-color-gray-light-color': 'var(--mantine-color-gray-8)',
    '--mantine-color-patina-light': '#dcf0ea',
    '--mantine-color-patina-light-color': 'var(--mantine-color-patina-8)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-patina-3)',
    '--latchkey-ground': 'var(--mantine-color-dark-8)',
    '--latchkey-panel': 'var(--mantine-color-dark-7)',
    '--latchkey-line': 'var(--mantine-color-dark-5)',
    '--latchkey-hover': 'var(--mantine-color-dark-6)',
    '--latchkey-fresh': 'rgba(59, 163, 140, 0.16)',
    '--latchkey-refused': '#d9705f',
    '--mantine-color-yellow-light': 'rgba(240, 180, 60, 0.14)',
    '--mantine-color-yellow-light-color': '#f2cb7d',
    '--mantine-color-red-light': 'rgba(250, 100, 95, 0.15)',
    '--mantine-color-red-light-color': '#ffaaa5',
    '--mantine-color-gray-light': 'rgba(148, 160, 157, 0.14)',
    '--mantine-color-gray-light-color': 'var(--mantine-color-dark-0)',
    '--mantine-color-patina-light': 'rgba(59, 163, 140, 0.18)',
    '--mantine-color-patina-light-color': '#8fd3c3',
  },
});
