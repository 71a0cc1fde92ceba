import { Button, Group, Text, Title } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { IconKey } from '../ui/icons.ts';
import classes from './list/List.module.css';
import { GENERATE, IMPORT } from './paths.ts';

interface Props {
  readonly mayGenerate: boolean;
  readonly mayImport: boolean;
}

/** The list before its first key. */
export function NoKeys({ mayGenerate, mayImport }: Props) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <IconKey size={28} stroke={1.5} />
      </span>
      <Title order={2}>{t('No API keys yet')}</Title>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {t(
          'A key lets one application call your APIs. Generate one key for each application, so that you can revoke each on its own.',
        )}
      </Text>
      <Group gap="xs" mt="xs">
        {mayGenerate && (
          <Button variant="default" onClick={() => navigate(GENERATE)}>
            {t('Generate your first key')}
          </Button>
        )}
        {mayImport && (
          <Button variant="subtle" onClick={() => navigate(IMPORT)}>
            {t('Import API keys')}
          </Button>
        )}
      </Group>
    </div>
  );
}
