/** One gradient in a process of its own, so that the largest amount of memory that it had is known. */
import { readFileSync } from 'node:fs';
import { configure } from '@adc/runtime';
import { cases } from './cases.mjs';

const [file, caseIndex, planIndex] = process.argv.slice(2);
const { program, args, plans } = cases[Number(caseIndex)];
const { tapeBudget } = plans[Number(planIndex)];
if (tapeBudget !== undefined) configure({ tapeBudget });
const gradient = (await import(file))[`${program}Adjoint`];
const given = args();
/** The highest mark of resident memory so far, in kB; a new one starts where the operating system allows it. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
const small = args();
small[small.length - 1] = 10;
gradient(...small, 1);
globalThis.gc?.();
const before = peak();
const started = performance.now();
gradient(...given, 1);
console.log(JSON.stringify({ time: performance.now() - started, bytes: 1024 * (peak() - before) }));
