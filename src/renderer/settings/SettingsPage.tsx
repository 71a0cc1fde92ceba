import { useEffect } from 'react';
import { redirect } from '../app/router.ts';
import { useAdministrator } from '../app/session.ts';
import { sectionsFor } from './sections.ts';

/** **Settings**: leads to the first section that the person may open. */
export default function SettingsPage() {
  const [first] = sectionsFor(useAdministrator().authorities);
  useEffect(() => {
    if (first !== undefined) redirect(first.path);
  }, [first]);
  return null;
}
