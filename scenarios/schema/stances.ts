/** How far to believe the evidence for a programme; what each means is in docs/decisions/0011-stances.md. */
export const STANCES = ['none', 'cautious', 'central', 'as-trialled', 'optimistic'] as const;
