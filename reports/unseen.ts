/**
 * Letters with no look of their own that hide or turn those beside them. Names and notes may come from anywhere: nothing that we
 * write for people to read holds one of these.
 *
 * Control characters; the soft hyphen; marks of direction, embedding and isolation; spaces without width; ends of lines and
 * paragraphs; marks of annotation; tags. The two joiners stay: Persian and Hindi are spelt with them.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text without them; tabs and ends of lines stay. `visible('a\u202eb')` is `'ab'`. */
export function visible(text: string): string {
  return text
    .replaceAll(/[\u2028\u2029]/g, '\n')
    .replaceAll(UNSEEN, (letter) => (letter === '\n' || letter === '\r' || letter === '\t' ? letter : ''));
}

/** Text on one line, a space for every run of them, of white space and of halves of letters. `oneLine('a\u202e\nb ')` is `'a b'`. */
export function oneLine(text: string): string {
  return text
    .replaceAll(UNSEEN, ' ')
    .replaceAll(/[\p{Cs}\s]+/gu, ' ')
    .trim();
}
