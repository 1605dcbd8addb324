/** Numbers, times and rates written out in full: enough digits to build the model again. */
import { formatDate } from '../../engine/time/index.js';

const UNITS: readonly (readonly [string, number])[] = [
  ['year', 365.25],
  ['month', 30.4375],
  ['week', 7],
  ['day', 1],
  ['hour', 1 / 24],
  ['minute', 1 / 1440],
];

/** Six significant digits, and no tail of noughts. */
export function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}

/** A span of days: in the largest unit of which it is a whole number, else in days. */
export function time(days: number): string {
  const whole = UNITS.find(([, size]) => {
    const many = days / size;
    return many >= 1 && many < 1000 && Math.abs(many - Math.round(many)) < 1e-6;
  });
  if (whole === undefined) return `${number(days)} days`;
  const many = Math.round(days / whole[1]);
  return `${many} ${whole[0]}${many === 1 ? '' : 's'}`;
}

/** How many digits a number takes to write out; noughts before and after it count too, beyond a few. */
function digits(value: number): number {
  const [mantissa = '', exponent = '0'] = value.toExponential(8).split('e');
  return mantissa.replace('.', '').replace(/0+$/, '').length + Math.max(0, Math.abs(Number(exponent)) - 3);
}

const isUsual = ([unit]: (typeof UNITS)[number]): boolean => unit === 'year' || unit === 'day';

/** A rate a day, in years where that is short, else in the unit that makes it shortest: `0.4 per year`, `12 per day`. */
export function rate(perDay: number): string {
  if (perDay === 0 || !Number.isFinite(perDay)) return number(perDay);
  // Of equally short ones the first.
  const all = [...UNITS.filter(isUsual), ...UNITS].map(([unit, size]) => ({ unit, many: perDay * size }));
  const isPlain = ({ unit, many }: (typeof all)[number]): boolean =>
    unit === 'year' && Math.abs(many) >= 0.001 && Math.abs(many) < 1000 && digits(many) <= 4;
  const length = ({ unit, many }: (typeof all)[number]): number =>
    digits(many) + (unit === 'year' ? -1 : Math.abs(many) < 1 ? 2 : 0);
  const { unit, many } = all.find(isPlain) ?? all.reduce((best, item) => (length(item) < length(best) ? item : best));
  return `${number(many)} per ${unit}`;
}

/** A day of the run as a date; a time within that day follows in days. */
export function date(day: number, startDay: number): string {
  const whole = Math.floor(day);
  return formatDate(startDay + whole) + (day === whole ? '' : ` and ${time(day - whole)}`);
}

/** Pence as pounds, with pence only where there are any: `£1,234.50`. */
export function pounds(pence: number): string {
  const size = Math.abs(pence) / 100;
  const whole = Number.isInteger(Number(size.toFixed(6)));
  const [units = '0', cents] = size.toFixed(whole ? 0 : 2).split('.');
  const text = units.replace(/\B(?=(?:\d{3})+$)/g, ',') + (cents === undefined ? '' : `.${cents}`);
  return `${pence < 0 ? '-' : ''}£${text}`;
}

/** A whole number with its thousands set apart. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
