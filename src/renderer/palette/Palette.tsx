import { Kbd, Modal, useMantineColorScheme } from '@mantine/core';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { useAdministrator } from '../app/session.ts';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import { counted } from '../ui/counted.ts';
import { IconSearch } from '../ui/icons.ts';
import { rich } from '../ui/rich.tsx';
import { type CommandDeps, commands, screens } from './commands.ts';
import type { Entry } from './entry.ts';
import classes from './Palette.module.css';
import { usePalette } from './usePalette.ts';

interface Props extends Omit<CommandDeps, 'setScheme'> {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** **Search everything**: keys, accounts and whatever else has a name, screens and actions, from the keyboard. */
export function Palette({ opened, onClose, ...deps }: Props) {
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    if (opened) opener.current = document.activeElement;
  }, [opened]);
  const close = () => {
    onClose();
    // By ourselves and at once: Mantine would take the focus back from the screen that was gone to.
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      withCloseButton={false}
      centered={false}
      yOffset={72}
      size={620}
      padding={0}
      attributes={{ content: { 'aria-label': t('Search everything') } }}
    >
      <Inside onClose={close} {...deps} />
    </Modal>
  );
}

function Inside({ onClose, ...deps }: Omit<Props, 'opened'>) {
  const { authorities } = useAdministrator();
  const { setColorScheme } = useMantineColorScheme();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const name = useId();
  const { sections, current, searching, says, type, paste } = usePalette(typed, setTyped, [
    { heading: t('Go to'), entries: screens(authorities) },
    { heading: t('Actions'), entries: commands(authorities, { ...deps, setScheme: setColorScheme }) },
  ]);
  const trap = useWholeKeyTrap(box, paste);
  const entries = sections.flatMap((section) => section.entries);
  const at = Math.min(active, entries.length - 1);
  const optionId = (index: number) => `${name}-${index}`;

  const take = (entry: Entry | undefined) => {
    if (!entry) return;
    // Closed first: the entry may open another dialog, and the focus belongs to that one.
    onClose();
    entry.run();
  };
  const press = (event: KeyboardEvent) => {
    const to = target(event.key, at, entries.length);
    if (to !== null) {
      event.preventDefault();
      setActive(to);
      document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (at < current) take(entries[at]);
    }
  };
  return (
    <div className={classes.palette}>
      <div className={classes.search}>
        <IconSearch size={18} aria-hidden="true" />
        <input
          ref={box}
          role="combobox"
          aria-label={t('Search everything')}
          aria-expanded="true"
          aria-controls={`${name}-list`}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? optionId(at) : undefined}
          placeholder={t('Search keys, accounts, screens and actions, or paste a key')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={typed}
          onPaste={trap.onPaste}
          onDrop={trap.onDrop}
          onChange={(event) => {
            setActive(0);
            if (!trap.trapped(event)) type(event.currentTarget.value);
          }}
          onKeyDown={press}
        />
      </div>
      <div
        role="listbox"
        id={`${name}-list`}
        aria-label={t('Results')}
        aria-busy={searching}
        className={classes.list}
      >
        {sections.map(({ heading, entries: lines }) => (
          <div key={heading} role="group" aria-label={heading}>
            <div className={classes.heading} aria-hidden="true">
              {heading}
            </div>
            {lines.map((entry) => {
              const own = entries.indexOf(entry);
              const { icon: Icon } = entry;
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box above has the keyboard and the focus
                <div
                  key={entry.id}
                  id={optionId(own)}
                  role="option"
                  aria-selected={own === at}
                  className={classes.entry}
                  onMouseMove={() => setActive(own)}
                  onClick={() => take(entry)}
                >
                  <Icon size={17} stroke={1.75} aria-hidden="true" />
                  <span className={classes.label}>{entry.label}</span>
                  {entry.about !== '' && <span className={classes.about}>{entry.about}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className={classes.foot}>
        <span role="status">
          {says ??
            (searching
              ? t('Searching…')
              : entries.length === 0
                ? t('Nothing is called “{typed}”.', { typed: typed.trim() })
                : typed.trim() !== '' && counted(entries.length, 'result'))}
        </span>
        <span aria-hidden="true" className={classes.keys}>
          {rich('<kbd>↑</kbd><kbd2>↓</kbd2> to choose <kbd3>Enter</kbd3> to open <kbd4>Esc</kbd4> to close', {
            kbd: <Kbd size="xs" />,
            kbd2: <Kbd size="xs" />,
            kbd3: <Kbd size="xs" />,
            kbd4: <Kbd size="xs" />,
          })}
        </span>
      </div>
    </div>
  );
}

/** Where a key leads in a list with this many lines; `null`: nowhere. */
function target(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (from + 1) % count;
  if (key === 'ArrowUp') return (from - 1 + count) % count;
  return null;
}
