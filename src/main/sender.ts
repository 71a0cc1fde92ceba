/** What the check needs of Electron's `WebFrameMain`. */
export interface Frame {
  readonly origin: string;
  readonly parent: Frame | null;
}

/**
 * Whether a call comes from the window's own main frame, showing our own page. A frame that was replaced is another
 * object; its `detached` is not asked, because it stays set for the living main frame after a crash and reload.
 * @param frame the sender; `null` when it navigated or was destroyed since it called
 */
export function isOwnFrame(frame: Frame | null, mainFrame: Frame, origin: string): boolean {
  return frame !== null && frame === mainFrame && frame.parent === null && frame.origin === origin;
}
