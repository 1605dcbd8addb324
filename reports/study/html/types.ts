/** What a study's page is made from. */
import type { DrawnChart } from '../../page/index.js';
import type { AreaStudy } from '../types.js';

/** An area of a study, with its charts drawn. */
export interface DrawnStudy extends AreaStudy {
  /** What the names of its charts begin with; '' where there is one area. */
  readonly lead: string;
  readonly charts: readonly DrawnChart[];
}
