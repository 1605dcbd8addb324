/** Ctrl-C: stops between tasks, so that nothing is left half-written; a second one stops at once. */
import { EXIT } from './exit.js';

export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
