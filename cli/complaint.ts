/** What is said of words that could not be understood: what is wrong, and where help is; not all of the help above it. */

interface Named {
  readonly command?: string | readonly string[] | undefined;
}

/**
 * @param message of the reader of words; '' where it has none
 * @param words as typed
 * @param commands with what each takes: `report <results...>`
 */
export function complaint(message: string, words: readonly string[], commands: readonly Named[]): string {
  const signatures = commands.flatMap(({ command }) => [command ?? []].flat());
  const own = signatures.find((signature) => signature.split(' ')[0] === words[0]);
  if (own === undefined) return `${unknown(message, words[0])}\nthroughcare --help lists the commands.`;
  const help = `throughcare ${words[0]!} --help says what it takes.`;
  const got = /^Not enough non-option arguments: got (\d+)/.exec(message)?.[1];
  if (got === undefined) return `${message.replace(/^Missing required argument: (\S+)$/, '--$1 is missing')}\n${help}`;
  const needed = [...own.matchAll(/<(\w+)[^>]*>/g)].map(([, name]) => name!.toUpperCase());
  const missing = needed.slice(Number(got));
  return `${words[0]!}: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: throughcare ${words[0]!} ${needed.join(' ')}\n${help}`;
}

/** "Did you mean run?" does not say in place of what, and "Unknown argument" not that a command was meant. */
function unknown(message: string, word: string | undefined): string {
  if (word === undefined || word.startsWith('-')) return message;
  return `There is no command '${word}'.${message.startsWith('Did you mean') ? ` ${message}` : ''}`;
}
