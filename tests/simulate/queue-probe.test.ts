import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trace, type Rules, type Customers } from '../support/queue-trace.js';
import { loops } from '../support/queue-loops.js';

const NAMES = ['a','b','c','d','e','f','g','h'];
const places = fc.oneof(fc.integer({min:0,max:3}), fc.tuple(fc.nat({max:3}), fc.uniqueArray(fc.integer({min:1,max:30}),{maxLength:3}), fc.array(fc.nat({max:3}),{minLength:3,maxLength:3})).map(([n, days, ns]) => [[0,n] as const, ...days.sort((a,b)=>a-b).map((d,i)=>[d,ns[i]!] as const)]));
const site = (o: {multi: boolean, preempts: boolean}) => fc.record({ places, whenFewer: fc.constantFrom('finish','stop'), limit: fc.nat({max:3}), balksAt: fc.nat({max:3}), preempts: o.preempts ? fc.boolean() : fc.constant(false)}, { requiredKeys: ['places'] });
const cust = (o: {multi: boolean, preempts: boolean, give: boolean}) => fc.record({ comes: fc.nat({max:25}), service: fc.integer({min:1,max:12}), patience: fc.nat({max:12}), value: fc.nat({max:3}), perDay: fc.constantFrom(0,0.25,0.5,1), need: o.multi ? fc.integer({min:1,max:3}) : fc.constant(1), only: fc.constantFrom(['north'],['south'],['north','south'])}, { requiredKeys: ['comes','service'] });
const opt = process.env.P ?? '';
const o = { multi: opt.includes('m'), preempts: opt.includes('p'), give: true };
const rules = fc.record({ sites: opt.includes('2') ? fc.record({ south: site(o), north: site(o) }, {requiredKeys:['north']}) : fc.record({north: site(o)}), stoppedGoTo: fc.constant('waiting') }, {requiredKeys:['sites']}) as fc.Arbitrary<Rules>;
const customers = fc.array(cust(o), {minLength:1, maxLength:8}).map((all) => Object.fromEntries(all.map((c,i)=>[NAMES[i]!,c]))) as fc.Arbitrary<Customers>;
const sorted = (x: string[]) => [...x].sort();
test('probe', () => {
  const t = performance.now();
  fc.assert(fc.property(rules, customers, (r, c) => { 
    if (!('north' in r.sites)) return;
    const cs = Object.fromEntries(Object.entries(c).map(([k, v]) => { const {only, ...rest} = v as any; return [k, opt.includes('2') && 'south' in r.sites ? v : rest]; })) as Customers;
    const x = loops(r, cs); fc.pre(JSON.stringify(x) === JSON.stringify(loops(r, cs, {endsFirst: false, noticesRoom: true})) && JSON.stringify(x) === JSON.stringify(loops(r, cs, {endsFirst: true, noticesRoom: false}))); expect(sorted(trace(r, cs))).toEqual(sorted(x)); }), { numRuns: +(process.env.N ?? 300), seed: +(process.env.S ?? 1) });
  console.log(performance.now() - t);
});
