/**
 * Compiles the programs of gradients/, compares their gradients with the hand-written ones, and prints what each costs.
 * `node benchmarks/run.mjs [TEXT]` takes only the programs whose title contains the text.
 */

import { build, transform } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { assemble, compile } from '@adc/compiler';
import { compareGradients, measure } from './measure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, 'dist');
const allowedDifference = 1e-10;

const workloads = await loadWorkloads();
const selected = workloads.filter(({ title }) => title.toLowerCase().includes((process.argv[2] ?? '').toLowerCase()));
if (selected.length === 0) {
  console.error(`No program's title contains "${process.argv[2]}".`);
  process.exitCode = 1;
}

console.log(row('', 'function', 'by hand', 'adc', 'adc /', 'by hand /', 'adc /', 'faults', 'faults'));
console.log(row('program', 'ms', 'ms', 'ms', 'function', 'function', 'by hand', 'by hand', 'adc'));
const remarks = [];
const ratios = [];
for (const workload of selected) {
  const { primal, adjoint, failure } = await loadProgram(workload);
  const { args, wrt, byHand, title } = workload;
  const tasks = [() => primal(...args), () => byHand(...args, 1)];
  let problem = failure;
  if (adjoint) {
    try {
      problem = differenceFrom(byHand(...args, 1), adjoint(...args, 1), wrt);
      tasks.push(() => adjoint(...args, 1));
    } catch (error) {
      problem = `the compiled gradient throws: ${error instanceof Error ? error.message : error}`;
    }
  }
  const [primalRun, hand, adc] = measure(tasks);
  if (adc !== undefined && problem === undefined) ratios.push(adc.time / hand.time);
  if (problem !== undefined) remarks.push(`${title}: ${problem}`);
  console.log(
    row(
      problem === undefined ? title : `${title} [${remarks.length}]`,
      primalRun.time.toFixed(3),
      hand.time.toFixed(3),
      adc?.time.toFixed(3) ?? '-',
      adc === undefined ? '-' : (adc.time / primalRun.time).toFixed(2),
      (hand.time / primalRun.time).toFixed(2),
      adc === undefined ? '-' : (adc.time / hand.time).toFixed(2),
      hand.faults.toFixed(0),
      adc?.faults.toFixed(0) ?? '-',
    ),
  );
}
if (ratios.length > 0) {
  ratios.sort((a, b) => a - b);
  console.log(
    `\nMedian of adc / by hand: ${ratios[ratios.length >> 1].toFixed(2)} (${ratios.length} of ${selected.length} programs)`,
  );
}
for (const [i, remark] of remarks.entries()) console.log(`\n[${i + 1}] ${remark}`);
if (remarks.length > 0) process.exitCode = 1;

function row(title, ...cells) {
  return title.padEnd(42) + cells.map((cell) => cell.padStart(11)).join('');
}

async function loadWorkloads() {
  const outfile = join(output, 'workloads.mjs');
  const entryPoints = [join(here, 'gradients/workloads.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', target: 'es2023' });
  return (await import(pathToFileURL(outfile).href)).workloads;
}

/** The program with its adjoint, or without it and with the reason. */
async function loadProgram({ source, program }) {
  const fileName = resolve(here, 'gradients', source);
  const text = await readFile(fileName, 'utf8');
  const { code, failure } = compileText(fileName, text);
  if (failure === undefined) {
    try {
      const module = await load(`${program}.compiled.mjs`, code);
      const adjoint = module[`${program}Adjoint`];
      return { primal: module[program], adjoint, failure: adjoint ? undefined : `no ${program}Adjoint was emitted` };
    } catch (error) {
      const reason = `the compiled program does not load: ${error instanceof Error ? error.message : error}`;
      return { primal: (await load(`${program}.mjs`, text))[program], failure: reason };
    }
  }
  return { primal: (await load(`${program}.mjs`, text))[program], failure };
}

async function load(name, code) {
  await mkdir(output, { recursive: true });
  const outfile = join(output, name);
  await writeFile(outfile, (await transform(code, { loader: 'ts', target: 'es2023', logLevel: 'silent' })).code);
  return import(pathToFileURL(outfile).href);
}

function compileText(fileName, text) {
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    types: [],
    noEmit: true,
  };
  try {
    const result = compile({ ts, program: ts.createProgram([fileName], options) });
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { failure: errors.map(describe).join('\n    ') };
    const file = result.files.find((each) => resolve(each.fileName) === fileName);
    return file ? { code: assemble(text, file) } : { failure: 'the compiler gave no companions' };
  } catch (error) {
    return { failure: `the compiler crashed: ${error instanceof Error ? error.stack : error}` };
  }
}

function describe({ code, message, label, origin }) {
  return `ADC${code}${origin ? ` (offset ${origin.start})` : ''}: ${message} ${label}`;
}

function differenceFrom([value, gradients], [compiledValue, compiledGradients], wrt) {
  if (compiledValue !== value) return `value ${compiledValue} instead of ${value}`;
  const worst = compareGradients(
    gradients,
    wrt.map((parameter) => compiledGradients[parameter]),
  );
  if (worst <= allowedDifference) return undefined;
  return `the gradients differ by ${worst.toExponential(1)} of their largest entry`;
}
