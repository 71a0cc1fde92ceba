import { Radio } from '@mantine/core';
import { setLanguage, useLanguage } from '../app/language.ts';
import { LANGUAGE_CHOICES, LANGUAGE_NAMES } from '../../shared/language/languages.ts';
import { t } from '../../shared/language/t.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { useAction } from '../ui/useAction.ts';
import classes from './Settings.module.css';

/** **Language**: in force at once, without losing what is being typed. */
export function LanguageField() {
  const chosen = useLanguage(({ choice }) => choice);
  const { failure, run } = useAction();
  const choose = (value: string) => {
    const choice = LANGUAGE_CHOICES.find((candidate) => candidate === value);
    if (choice) run(() => setLanguage(choice));
  };
  return (
    <>
      <Radio.Group label={t('Language')} value={chosen} onChange={choose}>
        <div className={classes.choices}>
          {LANGUAGE_CHOICES.map((choice) => (
            <Radio
              key={choice}
              value={choice}
              label={choice === 'system' ? t('System') : <span lang={choice}>{LANGUAGE_NAMES[choice]}</span>}
              description={choice === 'system' ? t('As this computer is set') : undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <FailureAlert failure={failure} />
    </>
  );
}
