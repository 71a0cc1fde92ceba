import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A component whose code is fetched when it is first needed. Not React's `lazy`, which keeps a fallback for 300 ms once
 * it shows: kind to people who wait for a network, a needless wait for files that lie beside the program.
 * @param meanwhile what is shown for the moment in which the code arrives
 */
export function fetched<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null;
  return function Fetched(props: Props) {
    const [Code, setCode] = useState(() => known);
    const [failure, setFailure] = useState<unknown>(null);
    useEffect(() => {
      if (Code !== null) return;
      load().then(({ default: code }) => {
        known = code;
        setCode(() => code);
      }, setFailure);
    }, [Code]);
    if (failure !== null) throw failure;
    return Code === null ? meanwhile : <Code {...props} />;
  };
}
