import { t } from '../../../shared/language/t.ts';
import { Filters } from './Filters.tsx';
import { PastedChip } from './PastedChip.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SliceChip } from './SliceChip.tsx';
import classes from './Toolbar.module.css';

/** Search and filters. */
export function Toolbar() {
  return (
    <div className={classes.toolbar} role="search" aria-label={t('Search and filter keys')}>
      <SearchBox />
      <PastedChip />
      <SliceChip />
      <Filters />
    </div>
  );
}
