import { Button, Code, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { IconCheck, IconCopy } from '../../ui/icons.ts';
import { copyText } from './copy-text.ts';
import classes from './Details.module.css';
import { SAMPLES } from './samples.ts';

type Language = (typeof SAMPLES)[number]['language'];

/** How an application sends the key. */
export function HowToUse() {
  const [language, setLanguage] = useState<Language>('curl');
  const [said, setSaid] = useState('');
  const code = SAMPLES.find((sample) => sample.language === language)?.code ?? '';
  return (
    <>
      <Text size="sm" c="dimmed">
        Send the key in the header <Code>X-API-Key</Code>. Keep it in a vault or in an environment variable,
        never in the program’s text.
      </Text>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Language"
          data={SAMPLES.map((sample) => sample.language)}
          value={language}
          onChange={(chosen) => {
            setLanguage(chosen);
            setSaid('');
          }}
        />
        <Text size="sm" role="status" c="dimmed" ml="auto">
          {said}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={said === 'Copied.' ? <IconCheck size={14} /> : <IconCopy size={14} />}
          aria-label={`Copy the ${language} sample`}
          onClick={() => setSaid(copyText(code) ? 'Copied.' : 'Select the text and copy it.')}
        >
          Copy
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll */}
      <pre className={classes.code} tabIndex={0} aria-label={`${language} sample`}>
        {code}
      </pre>
    </>
  );
}
