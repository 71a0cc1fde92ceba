import { Button, Tooltip } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { IconPlus } from '../ui/icons.ts';
import { accelerator } from '../ui/platform.ts';
import { useKeys } from './list/state.ts';
import { GENERATE } from './paths.ts';
import { isAtLimit, limitReason } from './usage.ts';

/** **Generate API Key**. Stays focusable at the limit, so that the keyboard reaches the reason too. */
export function GenerateButton() {
  const usage = useKeys((store) => store.usage);
  const atLimit = usage !== null && isAtLimit(usage);
  return (
    <Tooltip
      label={
        atLimit
          ? limitReason(usage)
          : t('Generate a new API key ({accelerator})', { accelerator: accelerator('N') })
      }
      events={{ hover: true, focus: atLimit, touch: true }}
    >
      <Button
        leftSection={<IconPlus size={16} />}
        {...(atLimit && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': 'limit-reason' })}
        onClick={() => !atLimit && navigate(GENERATE)}
      >
        {t('Generate API Key')}
      </Button>
    </Tooltip>
  );
}
