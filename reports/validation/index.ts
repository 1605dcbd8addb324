/** Published figures beside simulated ones: on a screen, and as a page of Markdown. */
export { backtestText, type Backtest } from './backtest.js';
export { isWithin, type ComparedFigure, type ComparedRun, type Comparison } from './compared.js';
export { validationMarkdown } from './markdown.js';
export { validationText } from './terminal.js';
