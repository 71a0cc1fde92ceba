/**
 * Puts text on the clipboard, in a click. Not `navigator.clipboard`: the program denies its pages every permission, and
 * this one is asked for. Never for a secret: those go through the main process, which clears them again.
 */
export function copyText(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  // oxlint-disable-next-line typescript/no-deprecated -- it has no successor that needs no permission
  const copied = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
