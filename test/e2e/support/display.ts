/** The virtual displays of the session; none where programs show themselves on a person's own. */
export const displays: readonly string[] = process.env['LATCHKEY_DISPLAYS']?.split(' ') ?? [];

/**
 * Gives each worker of Playwright's a display of its own: programs that share one share a clipboard, which several tests
 * fill and clear, and take the focus from each other.
 */
export function takeDisplay(): void {
  const own = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
  if (own !== undefined) process.env['DISPLAY'] = own;
}
