interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(html: string): string | null }): unknown;
}

// Mantine writes style sheets, which hold no `<`; anything that could be markup is refused. Must run before React.
(window as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('default', {
  createHTML: (html) => (html.includes('<') ? null : html),
});
