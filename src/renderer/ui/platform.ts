/** What the keys are called on this computer. */
export const IS_MAC = navigator.userAgent.includes('Macintosh');
export const MODIFIER = IS_MAC ? '⌘' : 'Ctrl';

/** `Ctrl+N`, or `⌘N` as Macs write it. */
export const accelerator = (key: string): string => (IS_MAC ? `⌘${key}` : `Ctrl+${key}`);
