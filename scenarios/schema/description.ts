/** What a file says about itself in sentences, for the model's description: the prose that belongs to the data, not to the software. */
import { z } from './zod.js';
import { words } from './words.js';

const sentences = z.array(words).min(1).optional();

/** What there is to say, in the order it is printed in. */
export const TOPICS = [
  'objectives',
  'outputs',
  'aims',
  'logic',
  'scenarios',
  'preprocessing',
  'left_out',
  'limitations',
  'run_time',
] as const;

export type Topic = (typeof TOPICS)[number];

export const description = z
  .strictObject({
    objectives: sentences.meta({ description: 'What the model is for, and for whom' }),
    outputs: sentences.meta({ description: 'What is to be known of its outputs beside their definitions' }),
    aims: sentences.meta({ description: 'The questions it is, or may be, put to' }),
    logic: sentences.meta({ description: 'How the system works, in the order it is to be read in' }),
    scenarios: sentences.meta({ description: 'What scenarios change, and what they leave alone' }),
    preprocessing: sentences.meta({ description: 'What was done to the data before they came here' }),
    left_out: sentences.meta({ description: 'What the model leaves out' }),
    limitations: sentences.meta({ description: 'What it must not be used for, and where it is weak' }),
    run_time: sentences.meta({ description: 'How long a run takes, and on what' }),
  } satisfies Readonly<Record<Topic, z.ZodType>>)
  .meta({ id: 'description', description: "Sentences for the model's description (throughcare describe)" });
