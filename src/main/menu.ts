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
      label: '&File',
      submenu: [
        command(t('Generate API Key'), 'CmdOrCtrl+N', 'generate'),
        command(t('Search Everything'), 'CmdOrCtrl+K', 'search'),
        { type: 'separator' },
        command(t('Settings'), 'CmdOrCtrl+,', 'settings'),
        command(t('Lock'), 'CmdOrCtrl+L', 'lock'),
        { role: 'quit' },
      ],
    },
    {
      // What `role: 'editMenu'` has, which takes no further entry.
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { role: 'selectAll' },
        { type: 'separator' },
        command(t('Find'), 'CmdOrCtrl+F', 'find'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    { role: 'help', submenu: [command(t('Keyboard shortcuts'), 'F1', 'shortcuts')] },
  ]);
}
