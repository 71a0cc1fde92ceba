import { allCommands, type Command } from './read.ts';

/** Text as roff prints it: dashes that can be copied, backslashes, and no line that begins with a command of roff. */
export const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gmu, '\\&$1');

const OPTION = /^ {2}(--?\S+(?: \S+)*?)(?: {2,}(\S.*))?$/u;
const CONTINUED = /^ {6,}(\S.*)$/u;

/** One help text: its options become a list, its paragraphs paragraphs, and what is indented stays as it stands. */
function section(help: string): string {
  const [usage = '', ...lines] = help.trimEnd().split('\n');
  const out = ['.PP', `.B ${roff(usage.replace(/^Usage: /u, ''))}`];
  let inOption = false;
  let verbatim = false;
  const stand = (want: boolean): void => {
    if (want !== verbatim) out.push(want ? '.PP\n.nf' : '.fi');
    verbatim = want;
  };
  for (const line of lines) {
    const [, name, text] = OPTION.exec(line) ?? [];
    const more: string | undefined = inOption ? CONTINUED.exec(line)?.[1] : undefined;
    inOption = name !== undefined || more !== undefined;
    stand(!inOption && line.startsWith('  '));
    if (name !== undefined) out.push('.TP', `.B ${roff(name)}`, ...(text === undefined ? [] : [roff(text)]));
    else out.push(line === '' ? '.PP' : roff(more ?? line));
  }
  stand(false);
  return out.join('\n');
}

const CLOSING = `.SH EXIT STATUS
.TP
.B 0
Yes: the key is valid, nothing was found, all is well.
.TP
.B 1
No: the key was refused, or something was found.
.TP
.B 2
The question could not be answered.
.SH ENVIRONMENT
.TP
.B LATCHKEY_KEY
The key that
.B verify\\fR, \\fBexplain
and
.B audit identify
ask about, instead of standard input. A key is never an argument: other users can see those.
.TP
.B XDG_CONFIG_HOME
The folder above the store's, instead of
.IR ~/.config .
.SH FILES
.TP
.I ~/.config/Latchkey/latchkey.db
The store, where
.B \\-\\-store
names no other one. The files beside it that end in
.I \\-wal
and
.I \\-shm
belong to it.
.TP
.I /usr/lib/systemd/user/latchkey\\-verify.service
.B latchkey serve
for the store of one person.
.TP
.I /usr/lib/systemd/system/latchkey\\-verify.service
.B latchkey serve
for a server's store.
.SH SEE ALSO
.BR latchkey\\-desktop (1),
.I /usr/share/doc/latchkey`;

/**
 * Writes `latchkey.1`.
 * @param command `latchkey` itself
 * @param about `date` as 2026-11-22
 */
export function manualPage(
  command: Command,
  { version, date }: { readonly version: string; readonly date: string },
): string {
  const [, ...below] = allCommands(command);
  const verbs = below.map(({ words, summary, help }) =>
    [`.SS ${roff(`latchkey ${words.join(' ')}`)}`, `${roff(summary)}.`, section(help)].join('\n'),
  );
  return `${[
    `.TH LATCHKEY 1 "${roff(date)}" "Latchkey ${version}" "User Commands"`,
    '.SH NAME',
    `latchkey \\- ${roff('ask about and look after the API keys of a Latchkey store')}`,
    '.SH SYNOPSIS',
    '.B latchkey',
    '.I verb',
    '.RI [ option \\ ...]',
    '.br',
    '.B latchkey \\-\\-help',
    '|',
    '.B \\-\\-version',
    '.SH DESCRIPTION',
    'The command line of Latchkey. It works on the same file as the desktop program, at the same time, and needs no display.',
    '.SH VERBS',
    ...verbs,
    CLOSING,
  ].join('\n')}\n`;
}
