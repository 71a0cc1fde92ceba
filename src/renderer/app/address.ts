/** The screen of an address, without what it says about how that is looked at: `/findings` of `/findings?severity=high`. */
export const screenOf = (path: string): string => path.split('?', 1)[0] ?? '';
/** What an address says about how its screen is looked at. */
export const wishesOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1] ?? '');
