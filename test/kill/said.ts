/** What a writer is about to do (`done: false`) and has done. */
export type Step =
  | { readonly what: 'ready' }
  | { readonly what: 'key'; readonly name: string; readonly id?: number; readonly hash?: string }
  | { readonly what: 'revoked' | 'removed'; readonly name: string; readonly id: number }
  | { readonly what: 'use' }
  | { readonly what: 'entry'; readonly name: string };

export type Said = Step & { readonly done: boolean };
