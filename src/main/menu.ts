import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Events } from '../shared/contract.ts';
import { t } from '../shared/language/t.ts';

/** The native menu: the usual roles, and the commands that the window also offers. */
export function createMenu(options: {
  readonly send: (command: Events['menu']) => void;
  readonly developerTools: boolean;
}): Menu {
  const command = (label: string, accelerator: string, name: Events['menu']): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => options.send(name),
  });
  const developer: MenuItemConstructorOptions[] = options.developerTools
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];
  return Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: t('&File'),
      submenu: [
        command(t('Generate API Key'), 'CmdOrCtrl+N', 'generate'),
        command(t('Search Everything'), 'CmdOrCtrl+K', 'search'),
        { type: 'separator' },
        command(t('Settings'), 'CmdOrCtrl+,', 'settings'),
        command(t('Lock'), 'CmdOrCtrl+L', 'lock'),
        { role: 'quit', label: t('Quit') },
      ],
    },
    {
      // What `role: 'editMenu'` has, which takes no further entry.
      label: t('&Edit'),
      submenu: [
        { role: 'undo', label: t('Undo') },
        { role: 'redo', label: t('Redo') },
        { type: 'separator' },
        { role: 'cut', label: t('Cut') },
        { role: 'copy', label: t('Copy') },
        { role: 'paste', label: t('Paste') },
        { role: 'delete', label: t('Delete') },
        { role: 'selectAll', label: t('Select all') },
        { type: 'separator' },
        command(t('Find'), 'CmdOrCtrl+F', 'find'),
      ],
    },
    {
      label: t('&View'),
      submenu: [
        { role: 'resetZoom', label: t('Actual size') },
        { role: 'zoomIn', label: t('Zoom in') },
        // Plus and equals are one key, and most keyboards want Shift for plus; browsers take either, and so do people.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: t('Zoom out') },
        { type: 'separator' },
        { role: 'togglefullscreen', label: t('Full screen') },
        ...developer,
      ],
    },
    { role: 'help', label: t('&Help'), submenu: [command(t('Keyboard shortcuts'), 'F1', 'shortcuts')] },
  ]);
}
