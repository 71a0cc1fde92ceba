/** A key's name inside a sentence, however long it is. */
export const KeyName = ({ name }: { readonly name: string }) => (
  <b style={{ overflowWrap: 'anywhere' }}>{name}</b>
);
