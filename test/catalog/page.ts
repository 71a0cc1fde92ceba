import { slug, SCHEMES, SIZE, type Taken } from './take.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 0; }
  header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 12px; align-items: center;
    padding: 12px 20px; background: Canvas; border-bottom: 1px solid #8884; }
  h1 { margin: 0 auto 0 0; font-size: 18px; }
  select { font: inherit; }
  section { padding: 8px 20px 20px; border-bottom: 1px solid #8884; }
  h2 { margin: 8px 0 12px; font-size: 16px; }
  .states { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 20px; }
  figure { margin: 0; }
  figcaption { margin-bottom: 6px; font-weight: 600; }
  .pair { display: grid; gap: 8px; }
  img { display: block; width: 100%; height: auto; border: 1px solid #8884; border-radius: 6px; }
  .problem { margin: 0 0 6px; padding: 6px 10px; white-space: pre-wrap; color: #fff; background: #a52020; }
  [hidden] { display: none; }
`;

/** Hides what the three choices leave out; they stand in the address, so that a view can be passed on. */
const SCRIPT = `
  const choices = [...document.querySelectorAll('select')];
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const choice of choices) {
    if ([...choice.options].some(({ value }) => value === asked.get(choice.name))) choice.value = asked.get(choice.name);
  }
  function show() {
    const [screen, state, scheme] = choices.map(({ value }) => value);
    for (const figure of document.querySelectorAll('figure')) figure.hidden = state !== '' && figure.dataset.state !== state;
    for (const image of document.querySelectorAll('.pair a')) image.hidden = scheme !== '' && image.dataset.scheme !== scheme;
    for (const section of document.querySelectorAll('section')) {
      section.hidden = (screen !== '' && section.id !== screen) || section.querySelector('figure:not([hidden])') === null;
    }
    history.replaceState(null, '', '#' + new URLSearchParams(choices.filter(({ value }) => value).map(({ name, value }) => [name, value])));
  }
  for (const choice of choices) choice.addEventListener('change', show);
  show();
`;

function choice(name: string, all: string, values: readonly string[]): string {
  const options = [...new Set(values)].map(
    (value) => `<option value="${slug(value)}">${escaped(value)}</option>`,
  );
  return `<select name="${name}" aria-label="${name}"><option value="">${all}</option>${options.join('')}</select>`;
}

function figure({ entry, pictures, problem }: Taken): string {
  const images = SCHEMES.map((scheme) => {
    const about = escaped(`${entry.screen}, ${entry.state}, ${scheme}`);
    const image = `<img src="${pictures[scheme]}" width="${SIZE.width}" height="${SIZE.height}" loading="lazy" alt="${about}">`;
    return `<a href="${pictures[scheme]}" data-scheme="${scheme}">${image}</a>`;
  });
  const said = problem === null ? '' : `<p class="problem">${escaped(problem)}</p>`;
  return `<figure data-state="${slug(entry.state)}"><figcaption>${escaped(entry.state)}</figcaption>${said}<div class="pair">${images.join('')}</div></figure>`;
}

/** The catalog as one page: a section for each screen, its states side by side. */
export function catalogPage(taken: readonly Taken[]): string {
  const screens = [...new Set(taken.map(({ entry }) => entry.screen))];
  const sections = screens.map((screen) => {
    const figures = taken.filter(({ entry }) => entry.screen === screen).map(figure);
    return `<section id="${slug(screen)}"><h2>${escaped(screen)}</h2><div class="states">${figures.join('\n')}</div></section>`;
  });
  const choices = [
    choice('screen', 'All screens', screens),
    choice(
      'state',
      'All states',
      taken.map(({ entry }) => entry.state),
    ),
    choice('scheme', 'Light and dark', SCHEMES),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Latchkey: every screen in every state</title>
<style>${STYLE}</style>
<header><h1>Latchkey: every screen in every state</h1>${choices.join('')}</header>
${sections.join('\n')}
<script>${SCRIPT}</script>
</html>
`;
}
