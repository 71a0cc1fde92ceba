import { create } from 'zustand';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Beside Mantine's colour scheme: of this computer, whoever works at it. */
const PLACE = 'latchkey.density';

/** Pixels. `base.css` gives tables the same, and drawing only the rows in sight relies on them. */
const KEY_ROW_HEIGHTS: Readonly<Record<Density, number>> = { comfortable: 52, compact: 40 };

function kept(): Density {
  try {
    const text = window.localStorage.getItem(PLACE);
    return DENSITIES.find((density) => density === text) ?? 'comfortable';
  } catch {
    return 'comfortable';
  }
}

export const useDensity = create<{ readonly density: Density }>()(() => ({ density: kept() }));

/** How high a row of the list of keys is. */
export const useKeyRowHeight = (): number => useDensity(({ density }) => KEY_ROW_HEIGHTS[density]);

/** Shows everything in another density, and after the next start too. */
export function setDensity(density: Density): void {
  useDensity.setState({ density });
  try {
    window.localStorage.setItem(PLACE, density);
  } catch {
    // A full or forbidden storage costs no more than the choice after the next start.
  }
}

/** Keeps the document in the chosen density; once, before the first render. */
export function followDensity(): void {
  const show = ({ density }: { readonly density: Density }) => {
    document.documentElement.dataset['density'] = density;
  };
  show(useDensity.getState());
  useDensity.subscribe(show);
}
