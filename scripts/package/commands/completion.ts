import { allCommands, type Command } from './read.ts';

/** Writes the completion for bash; `command` is `latchkey` itself. */
export function bashCompletion(command: Command): string {
  const cases = allCommands(command).map(({ words, verbs, options }) => {
    const top = words.length === 0 ? ['--help', '--version'] : ['--help'];
    const after = [...verbs.map(({ words: own }) => own.at(-1)), ...new Set([...options, ...top])];
    return `    ${JSON.stringify(words.join(' '))}) words=${JSON.stringify(after.join(' '))} ;;`;
  });
  return `# bash completion of latchkey: verbs, then options, then files.
_latchkey() {
  local cur=\${COMP_WORDS[COMP_CWORD]} verb='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) break ;; esac
    verb="$verb\${verb:+ }$word"
  done
  case $verb in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then compopt -o default; fi
}
complete -F _latchkey latchkey
`;
}
