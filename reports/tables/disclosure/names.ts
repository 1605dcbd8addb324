/** How small numbers may be kept back: what `--disclosure` takes. */
export const DISCLOSURES = ['dfe'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];
