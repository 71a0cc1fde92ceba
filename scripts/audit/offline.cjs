/**
 * Loaded before Electronegativity: it would ask the network for translations and releases, wait for both, and crash on
 * the second try where there is none. What it looks at is here.
 */
const dns = require('node:dns');

dns.lookup = (_name, options, callback) => {
  const refused = Object.assign(new Error('Not asked: this runs offline.'), { code: 'EOFFLINE' });
  const answer = typeof options === 'function' ? options : callback;
  process.nextTick(answer, refused);
};
