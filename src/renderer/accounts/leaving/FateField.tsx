import { Radio } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { HeirField } from './HeirField.tsx';
import classes from './Leaving.module.css';
import type { Heir } from './useHeirs.ts';

/** What is chosen for the keys of an account that is deleted. */
export interface Fate {
  readonly what: 'revoke' | 'reassign' | null;
  readonly heir: Heir | null;
}

interface Props {
  /** The account that goes. */
  readonly accountId: number;
  readonly fate: Fate;
  readonly onChange: (fate: Fate) => void;
  /** Nothing was chosen, and somebody wanted to go on. */
  readonly missing: boolean;
  /** Why the account that was chosen cannot have them. */
  readonly error: string | undefined;
}

/** **What becomes of them**: revoked, or another account's. */
export function FateField({ accountId, fate, onChange, missing, error }: Props) {
  return (
    <Radio.Group
      label={t('What becomes of them')}
      withAsterisk={false}
      value={fate.what ?? ''}
      onChange={(what) => onChange({ ...fate, what: what === 'reassign' ? 'reassign' : 'revoke' })}
      error={missing && fate.what === null ? t('Choose what becomes of the keys.') : undefined}
    >
      <div className={classes.fates}>
        <Radio
          value="revoke"
          label={t('Revoke permanently')}
          description={t('They stop working at once, and that cannot be undone.')}
          color="red.9"
        />
        <Radio
          value="reassign"
          label={t('Reassign')}
          description={t('They go on working, with the data access of their new owner.')}
        />
        {fate.what === 'reassign' && (
          <div className={classes.heir}>
            <HeirField
              accountId={accountId}
              heir={fate.heir}
              onChange={(heir) => onChange({ what: 'reassign', heir })}
              error={error ?? (missing && fate.heir === null ? t('Choose the new owner.') : undefined)}
            />
          </div>
        )}
      </div>
    </Radio.Group>
  );
}
