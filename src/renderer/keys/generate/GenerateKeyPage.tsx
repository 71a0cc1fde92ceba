import { EMPTY_KEY } from './generate-form.ts';
import { GenerateForm } from './GenerateForm.tsx';

/** **Generate API Key**: a page of its own, so that there is room for everything a key may be limited by. */
export default function GenerateKeyPage() {
  return <GenerateForm initial={EMPTY_KEY} />;
}
