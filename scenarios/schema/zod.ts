/** zod, set never to compile source text at run time, so that a page whose policy forbids it can load these schemas. */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
