import { t } from './t.ts';

/** A name or another text of people in the quotation marks of the language: “ERP”, „ERP“. */
export const quote = (text: string): string => t('“{text}”', { text });
