import './styles.ts';
import { Button, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconIdentify } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import { Identified } from './Identified.tsx';
import classes from './LeakScan.module.css';
import { useIdentify } from './useIdentify.ts';
import { matchInWords } from './words.ts';

/** **Identify a key**: which key a pasted text is. It never stands in the page, and nothing of it is kept. */
export default function IdentifyPage() {
  const { answer, count, busy, failure, outdated, ask } = useIdentify();
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const identify = (text: string) => {
    setTyped('');
    ask(text);
  };
  const trap = useWholeKeyTrap(box, identify);
  // Whatever is pasted: what was cut off may be most of a key.
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    event.preventDefault();
    const text = data.getData('text/plain');
    if (text.trim() !== '') identify(text);
  };
  return (
    <div className={classes.page}>
      <PageTitle>{t('Identify a key')}</PageTitle>
      <Text size="sm" c="dimmed" className={classes.about}>
        {t(
          'Paste a key, or a text that has one in it, also in base64: this says which key it is, even if that was rotated, revoked or removed, or why it is none. Nothing is stored.',
        )}
      </Text>
      <form
        className={`${classes.panel} ${classes.ask}`}
        aria-label={t('Identify')}
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed);
        }}
      >
        <TextInput
          ref={box}
          label={t('Key')}
          description={t('What you paste is not shown here, and goes no further than its hash.')}
          placeholder={t('Paste it here')}
          maxLength={1_000}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes.mono ?? '' }}
          onPaste={(event) => take(event, event.clipboardData)}
          onDrop={(event) => take(event, event.dataTransfer)}
          onChange={(event) => {
            if (!trap.trapped(event)) setTyped(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={busy}>
          {t('Identify')}
        </Button>
      </form>
      <FailureAlert failure={failure} />
      {answer === null ? failure === null && <Nothing /> : <Identified answer={answer} outdated={outdated} />}
      <VisuallyHidden role="status">
        {/* Another one with each answer, so that an equal answer is read out too. */}
        {answer !== null && (
          <span key={count}>
            {answer.why ?? answer.keys.map(({ match }) => matchInWords(match)).join(' ')}
          </span>
        )}
      </VisuallyHidden>
    </div>
  );
}

function Nothing() {
  return (
    <section className={`${classes.panel} ${classes.nothing}`} aria-label={t('Answer')}>
      <IconIdentify size={28} stroke={1.5} aria-hidden="true" />
      <Title order={2}>{t('Nothing identified yet')}</Title>
      <Text size="sm" c="dimmed" maw="52ch">
        {t('Somebody sent you a key, or it stands in a log? Paste it, and revoke or rotate it from here.')}
      </Text>
    </section>
  );
}
