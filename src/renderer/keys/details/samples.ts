import type { Sample } from '../../ui/sample.ts';

/** How a program uses a key. The key itself is in none of them: they are copied into tickets and repositories. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'curl',
    code: `curl -H "X-API-Key: $LATCHKEY_KEY" https://api.example.com/v1/orders`,
  },
  {
    name: 'JavaScript',
    code: `const response = await fetch('https://api.example.com/v1/orders', {
  headers: { 'X-API-Key': process.env.LATCHKEY_KEY },
});`,
  },
  {
    name: 'Python',
    code: `import os
import requests

response = requests.get(
    "https://api.example.com/v1/orders",
    headers={"X-API-Key": os.environ["LATCHKEY_KEY"]},
)`,
  },
];
