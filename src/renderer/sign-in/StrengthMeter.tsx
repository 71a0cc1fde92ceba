import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { msg, t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import classes from './StrengthMeter.module.css';

const WORDS = [msg('Very weak'), msg('Weak'), msg('Fair'), msg('Good'), msg('Strong')] as const;
const PAUSE = 200;

interface Strength {
  readonly score: number;
  readonly advice: string;
}

/** Four bars and a word; the main process judges, a moment after the last keystroke. */
export function StrengthMeter({ password }: { readonly password: string }) {
  const [judged, setJudged] = useState<Strength | null>(null);
  useEffect(() => {
    if (password === '') return;
    let current = true;
    const timer = setTimeout(() => {
      api.session.passwordStrength({ password }).then(
        (answer) => current && setJudged(answer),
        // Only advice: without it the form works as well, and its own rules speak on submit.
        () => current && setJudged(null),
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password]);

  const strength = password === '' ? null : judged;
  const named = strength === null ? undefined : WORDS[strength.score];
  const word = named === undefined ? '' : t(named);
  return (
    <div className={classes.meter}>
      <div
        className={classes.bars}
        data-score={strength?.score ?? -1}
        role="meter"
        aria-label={t('Password strength')}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={strength?.score ?? 0}
        aria-valuetext={word || t('Nothing typed yet')}
      >
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={strength !== null && Math.max(strength.score, 1) >= bar} />
        ))}
      </div>
      <Text size="xs" c="dimmed" role="status" mih={18}>
        {strength !== null && [`${word}.`, strength.advice].filter(Boolean).join(' ')}
      </Text>
    </div>
  );
}
