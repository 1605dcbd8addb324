/** A zip archive without the time it was made at, so that the same contents are the same bytes. */

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, the first day that an archive can name. */
const FIRST_DAY = 0x0021;

/** Sets the time of every entry to the first there is, in place. Throws if the bytes are no archive. */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error('not a zip archive: it has no central directory');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    if (view.getUint32(at, true) !== CENTRAL)
      throw new Error(`not a zip archive: entry ${i + 1} is not where it should be`);
    setTime(view, at + 12);
    setTime(view, view.getUint32(at + 42, true) + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, FIRST_DAY, true);
}
