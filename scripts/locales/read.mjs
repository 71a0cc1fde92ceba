/** Reads the sources as syntax, and calls back for each node with those around it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { inRepo } from '../setup/paths.mjs';

/** Types say nothing at run time. */
const TYPES = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
]);
const isType = ({ type }) => /^TS(?:Type|Interface|Literal|Union)/.test(type) || type === 'ImportDeclaration';

/** The TypeScript files of a folder and those in it, by their path in the repository. */
export const sourcesIn = (folder) =>
  readdirSync(inRepo(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .toSorted();

/** One file, or what stands in `code` in its place, with its lines numbered and a walk over its syntax: `visit(node, around)`, the innermost around it last. */
export function readSource(path, code = readFileSync(inRepo(path), 'utf8')) {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const lineOf = ({ start }) => code.slice(0, start).split('\n').length;
  const walk = (visit) => {
    const go = (node, around) => {
      if (node === null || typeof node?.type !== 'string' || isType(node)) return;
      visit(node, around);
      const inside = [...around, node];
      for (const [name, value] of Object.entries(node)) {
        if (TYPES.has(name)) continue;
        if (Array.isArray(value)) for (const each of value) go(each, inside);
        else if (typeof value === 'object') go(value, inside);
      }
    };
    go(program, []);
  };
  return { path, lineOf, walk };
}

/** The text of a literal, or of a template without places; `null` for anything else. */
export function literalText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return null;
}

/** What is called: `t` of `t('…')`, `max` of `z.string().max(3)`. */
export const calledName = ({ callee }) =>
  callee.type === 'Identifier'
    ? callee.name
    : callee.type === 'MemberExpression'
      ? callee.property.name
      : callee.type === 'Super'
        ? 'super'
        : '';

export const isInFunction = (around) => around.some(({ type }) => /Function/.test(type));
