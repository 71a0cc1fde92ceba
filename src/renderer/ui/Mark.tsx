/** Latchkey's sign: a key's bow and bit on a lock plate. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-patina-7)" />
      <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="11.5" cy="16" r="4.8" />
        <path d="M16.3 16H26v4.4M21.6 16v3.4" />
      </g>
    </svg>
  );
}
