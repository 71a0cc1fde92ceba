import { Anchor, Input, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { readOperations } from '../../shared/api-pattern.ts';
import { t } from '../../shared/language/t.ts';
import { useMay } from '../app/session.ts';
import forms from './AccessForm.module.css';
import { counted } from '../ui/counted.ts';
import { rich } from '../ui/rich.tsx';
import { linesOf } from './operation-lines.ts';
import classes from './Operations.module.css';
import { OperationsHelp } from './OperationsHelp.tsx';

/** The first ones; who has more problems has one problem. */
const SHOWN = 20;

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** **Operations**: a text with numbered lines, and all that is wrong with it once it was left or sent. */
export function OperationsField({ value, onChange, error }: Props) {
  const mayEdit = useMay('manage-access-control');
  const area = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [left, setLeft] = useState(false);
  if (error !== undefined && !left) setLeft(true);
  const { operations, problems: all } = readOperations(value);
  const problems = left ? all : [];
  const wrong = new Set(problems.map(({ line }) => line));
  const lines = linesOf(value);

  const goTo = (line: number) => {
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(before, before + (lines[line - 1]?.length ?? 0));
  };

  return (
    <section className={forms.panel}>
      <div className={forms.panelHead}>
        <Title order={2}>
          <Input.Label htmlFor="operations" fz="inherit" fw="inherit">
            {t('Operations')}
          </Input.Label>
        </Title>
        <Text size="sm" c="dimmed">
          {counted(operations.length, 'operation')}
        </Text>
      </div>
      <div
        className={classes.editor}
        data-wrong={wrong.size > 0 || undefined}
        data-fixed={!mayEdit || undefined}
      >
        <div className={classes.gutter} aria-hidden="true">
          <div style={{ transform: `translateY(${-scrolled}px)` }}>
            {lines.map((_, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line is its number
              <div key={index} data-wrong={wrong.has(index + 1) || undefined}>
                {index + 1}
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={area}
          id="operations"
          data-path="operations"
          rows={11}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          readOnly={!mayEdit}
          aria-invalid={wrong.size > 0 || error !== undefined}
          aria-describedby="operations-help operations-problems"
          placeholder={mayEdit ? 'GET /v1/orders' : ''}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
          onBlur={(event) => !(event.relatedTarget instanceof HTMLButtonElement) && setLeft(true)}
        />
      </div>
      <div id="operations-problems" className={classes.problems}>
        {problems.length > 0 && (
          <>
            <Text size="xs" role="status" fw={500} c="var(--mantine-color-error)">
              {problems.length === 1
                ? t('One line is not an operation:')
                : t('{lines} are not operations:', { lines: counted(problems.length, 'line') })}
            </Text>
            <ul>
              {problems.slice(0, SHOWN).map(({ line, message }) => (
                <li key={line}>
                  <Anchor
                    component="button"
                    type="button"
                    size="xs"
                    ta="left"
                    c="var(--mantine-color-error)"
                    onClick={() => goTo(line)}
                  >
                    {message}
                  </Anchor>
                </li>
              ))}
              {problems.length > SHOWN && (
                <li>{rich('and {problemsCount} more', { problemsCount: problems.length - SHOWN })}</li>
              )}
            </ul>
          </>
        )}
        {error !== undefined && all.length === 0 && (
          <Text size="xs" role="alert" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </div>
      <OperationsHelp />
    </section>
  );
}
