import { NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { operationMatches } from '../../shared/api-pattern-tester.ts';
import { t } from '../../shared/language/t.ts';
import { IconMatches, IconMatchesNot } from '../ui/icons.ts';
import { rich } from '../ui/rich.tsx';
import forms from './AccessForm.module.css';
import { operationLines } from './operation-lines.ts';
import classes from './Tester.module.css';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

// It would send the form.
const keepForm = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault();

/** Tries a request on the operations as they are typed, and says of each whether it matches and why. */
export function OperationTester({ operations }: { readonly operations: string }) {
  const [method, setMethod] = useState('GET');
  const [path, setPath] = useState('');
  const type = (text: string) => {
    // A whole request may be pasted: `POST /v1/orders/7`.
    const [, word, rest] = /^\s*([A-Za-z]+)\s+(\/.*?)\s*$/s.exec(text) ?? [];
    const known = METHODS.find((one) => one === word?.toUpperCase());
    if (known !== undefined) setMethod(known);
    setPath(known !== undefined && rest !== undefined ? rest : text);
  };
  const tried = operationLines(operations).map(({ line, text, operation }) => {
    const { matches, why } = operationMatches(operation, method, path.trim());
    return { line, text, matches, why };
  });
  const first = tried.find(({ matches }) => matches);
  return (
    <section className={forms.panel} aria-labelledby="tester">
      <div className={forms.panelHead}>
        <Title order={2} id="tester">
          {t('Try a request')}
        </Title>
      </div>
      <div className={classes.request}>
        <NativeSelect
          label={t('Method')}
          data={METHODS}
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
        />
        <TextInput
          label={t('Path')}
          placeholder="/v1/orders/7"
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: classes.path }}
          value={path}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={keepForm}
        />
      </div>
      <div
        role="status"
        className={classes.verdict}
        data-matches={path === '' ? undefined : first !== undefined}
      >
        {path.trim() === '' ? (
          t('Does a request match? Type its path, or paste it with its method.')
        ) : first === undefined ? (
          t('No operation of this set matches')
        ) : (
          <>{rich('Yes: line {line} {text}', { line: first.line, text: <code>{first.text}</code> })}</>
        )}
      </div>
      {path.trim() !== '' && tried.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
        <ol className={classes.tried} aria-label={t('Operations tried')} tabIndex={0}>
          {tried.map(({ line, text, matches, why }) => (
            <li key={line} value={line} data-matches={matches}>
              {matches ? <IconMatches size={17} /> : <IconMatchesNot size={17} />}
              <div>
                <code>{text}</code> <span className={classes.line}>{t('line {line}', { line })}</span>
                <Text size="xs" c="dimmed">
                  {why}
                </Text>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
