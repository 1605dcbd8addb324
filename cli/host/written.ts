/** How the files of results were written, as a record keeps it, so that they can be made again as they were. */
import type { Disclosure } from '../../reports/index.js';

export interface Written {
  /** How small numbers were kept back in the tables and in the record; the files read are as they were. */
  readonly disclosure?: Disclosure | undefined;
  /** Also in the columns of the open-data standards. */
  readonly official?: boolean | undefined;
  /** Pages with everything on them. */
  readonly full?: boolean | undefined;
}

/** What a record keeps of it: nothing of what was not asked for. */
export function written({ disclosure, official, full }: Written): Written {
  return {
    ...(disclosure !== undefined && { disclosure }),
    ...(official === true && { official }),
    ...(full === true && { full }),
  };
}

/** What is asked for now, and where nothing is said what was asked for then. Numbers kept back do not come again. */
export function writtenAgain(now: Written, then: Written): Written {
  return written({
    disclosure: now.disclosure ?? then.disclosure,
    official: now.official ?? then.official,
    full: now.full ?? then.full,
  });
}
