/** What the page of the library is written from. */

export interface PageEffect {
  readonly label: string;
  readonly aim: string;
  readonly only: string;
  readonly changes: readonly string[];
  readonly towards: string;
  readonly measure: string;
  readonly measureWords: string;
  /** The size that does nothing. */
  readonly neutral: number;
  readonly stances: readonly { readonly stance: string; readonly value: number | null }[];
  /** The design and the words of the optimistic figure. */
  readonly optimistic: string;
}

export interface PageProgramme {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly for: string;
  readonly changes: readonly string[];
  readonly everyone: boolean;
  readonly placesPerTeam: number | null;
  readonly cost: string;
  readonly evidence: { readonly design: string; readonly grade: string | null };
  readonly effects: readonly PageEffect[];
}

export interface PagePractice {
  readonly id: string;
  readonly practice: string;
  readonly target_group: string;
  readonly mechanism: string;
  readonly answered_by: string;
  readonly how: string;
  readonly note: string;
}

export interface LibraryToDescribe {
  readonly programmes: readonly PageProgramme[];
  /** In the order in which they are shown. */
  readonly sections: readonly string[];
  readonly practices: readonly PagePractice[];
  readonly writtenBy: string;
}
