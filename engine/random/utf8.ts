/**
 * Text as UTF-8 bytes, without the platform's encoder, so that keys and hashes are the same in every host.
 *
 * A half of a surrogate pair standing alone becomes U+FFFD, as in the WHATWG Encoding Standard
 * (https://encoding.spec.whatwg.org/#utf-8-encoder); the encoding is RFC 3629.
 */

/**
 * The UTF-8 bytes of a text.
 *
 * @returns one number in [0, 255] a byte
 * @example utf8Bytes('é'); // [0xc3, 0xa9]
 */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0) as number;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) {
      bytes.push(point);
    } else if (point < 0x800) {
      bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    } else {
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      );
    }
  }
  return bytes;
}
