/** What `scripts/locales.mjs` does, in the packages' own Node. */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRepo } from '../setup/paths.mjs';
import { partsOf } from '../../src/shared/language/message.ts';
import { LANGUAGES } from '../../src/shared/language/languages.ts';
import { keysOf } from './keys.mjs';
import { sourcesIn } from './read.mjs';
import { sentencesIn, unsaidIn } from './unsaid.mjs';

const FOLDERS = ['src/shared', 'src/core', 'src/main', 'src/renderer'];
const problems = [];

/** Everything that the sources say, each with its first place. */
const said = new Map();
for (const path of FOLDERS.flatMap(sourcesIn)) {
  const read = keysOf(path);
  problems.push(...read.problems);
  for (const { text, place, given } of read.keys) {
    if (!said.has(text)) said.set(text, place);
    const wanted = namesIn(text, place);
    const lacking = given === null ? [] : [...wanted].filter((name) => !given.includes(name));
    if (lacking.length > 0) problems.push(`${place} is not given ${lacking.join(', ')}: ${text}`);
  }
}
problems.push(...sourcesIn('src/renderer').flatMap((path) => unsaidIn(path)));
// What these say is for scripts, administrators at a terminal and files, which speak English everywhere.
const ENGLISH =
  /^src\/(?:core\/(?:db\/migrations|doctor|endpoint|reports)\/|core\/leak-scan\/report\.ts|main\/endpoint\/)/;
problems.push(
  ...['src/shared', 'src/core', 'src/main']
    .flatMap(sourcesIn)
    .filter((path) => !ENGLISH.test(path))
    .flatMap((path) => sentencesIn(path)),
);

/** The names of a sentence's values and tags. */
function namesIn(text, place) {
  const names = new Set();
  const go = (parts) => {
    for (const part of parts) {
      if (typeof part === 'string' || part.kind === 'number') continue;
      names.add(part.name);
      if (part.kind === 'tag') go(part.parts);
      if (part.kind === 'plural' || part.kind === 'select') for (const one of part.cases.values()) go(one);
    }
  };
  try {
    go(partsOf(text));
  } catch (error) {
    problems.push(`${place} cannot be read: ${error.message}`);
  }
  return names;
}

const fileOf = (language) => inRepo('src', 'locales', `${language}.json`);
const readCatalogue = (language) => {
  try {
    return JSON.parse(readFileSync(fileOf(language), 'utf8'));
  } catch {
    return {};
  }
};

function compare(language) {
  const catalogue = readCatalogue(language);
  const file = `src/locales/${language}.json`;
  for (const [text, place] of said) {
    const other = catalogue[text];
    if (other === undefined || other === '') problems.push(`${file} lacks a sentence of ${place}: ${text}`);
    else {
      const [here, there] = [namesIn(text, place), namesIn(other, file)];
      if (here.symmetricDifference(there).size > 0) problems.push(`${file} has other values: ${text}`);
      const edges = (one) => [/^\s*/.exec(one)[0], /\s*$/.exec(one)[0]].join('|');
      if (edges(text) !== edges(other)) problems.push(`${file} has other spaces at its ends: “${text}”`);
    }
  }
  for (const text of Object.keys(catalogue)) {
    if (!said.has(text)) problems.push(`${file} has a sentence that nothing says: ${text}`);
  }
  if (language === 'en') {
    for (const [text, other] of Object.entries(catalogue))
      if (text !== other) problems.push(`${file} differs from the sources, where English stands: ${text}`);
  }
}

function write(language) {
  const before = readCatalogue(language);
  const sentences = [...said.keys()].toSorted((one, other) => (one < other ? -1 : 1));
  const after = sentences.map((text) => [text, language === 'en' ? text : (before[text] ?? '')]);
  writeFileSync(fileOf(language), `${JSON.stringify(Object.fromEntries(after), null, 2)}\n`);
}

if (process.argv.includes('--write')) LANGUAGES.forEach(write);
LANGUAGES.forEach(compare);
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? `${said.size} sentences in ${LANGUAGES.length} languages`
    : `${problems.length} problems with what the window says; docs/language.md tells how to mend them`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
