import { useMemo } from 'react';
import classes from './ActivityLog.module.css';
import { qrCode } from './qr/qr-code.ts';

/** The light frame that readers need. Modules. */
const QUIET = 4;

/** A text as a QR code, dark on white in every colour scheme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const grid = qrCode(text);
    const dark = grid.flatMap((line, row) =>
      line.flatMap((is, column) => (is ? [`M${column + QUIET} ${row + QUIET}h1v1h-1z`] : [])),
    );
    return { size: grid.length + 2 * QUIET, path: dark.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className={classes.qr}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
