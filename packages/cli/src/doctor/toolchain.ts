/** Is there a way in, and does what it needs fit together? */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installCommand } from '../setup/packages.js';
import { transformer } from '../setup/plugin-entry.js';
import { installed, isInstalled, majorOf, waysTaken, type ConfigFile, type Setup } from '../setup/setup.js';
import type { Finding } from './finding.js';

export function judgeToolchain(setup: Setup, shown: (file: string) => string): readonly Finding[] {
  const scripts = Object.values(setup.manifest.scripts);
  const patches =
    setup.named.has('ts-patch') || setup.named.has(transformer) || scripts.some((script) => /\btspc\b/.test(script));
  const ways = waysTaken(setup);
  const absent = [...setup.named].filter((name) => name.startsWith('@adc/') && !isInstalled(setup, name));
  const findings: Finding[] = absent.map((name) => ({
    cause: `${name} stands in package.json, but is not installed.`,
    remedy: 'Install what package.json names: npm install (or pnpm install, yarn).',
  }));
  if (ways.size === 0 && !patches) {
    findings.push({
      cause:
        'Nothing here makes companions: no plugin entry in the tsconfig, no script that calls adc, no @adc/esbuild.',
      remedy: 'adc init sets one of them up.',
    });
  }
  // Where another way is taken, ts-patch may be there for another transformer.
  const wanted = ways.has('tspc') || (patches && ways.size === 0) || setup.named.has(transformer);
  return wanted ? [...findings, ...judgeEntries(setup, shown), ...judgeTsPatch(setup, scripts)] : findings;
}

function judgeEntries({ configs, tsconfig }: Setup, shown: (file: string) => string): readonly Finding[] {
  const right = `{ "transform": "${transformer}", "transformProgram": true }`;
  if (tsconfig === undefined)
    return [
      { cause: 'There is no tsconfig.json for tspc to read.', remedy: 'npx tsc --init makes one; then adc init.' },
    ];
  return configs.flatMap(({ fileName, entry, parsed }: ConfigFile): readonly Finding[] => {
    const file = shown(fileName);
    const { raw } = parsed as { raw?: { plugins?: unknown } };
    if (entry === undefined)
      return [
        {
          cause: `${file} has no plugin entry for ${transformer}${raw?.plugins === undefined ? '' : ': "plugins" stands outside "compilerOptions"'}.`,
          remedy: `Add ${right} to "plugins" in its "compilerOptions": adc init does that.`,
        },
      ];
    switch (entry.fault) {
      case undefined:
        return [];
      case 'misspelt':
        return [{ cause: `The plugin entry "${entry.name}" of ${file} names no package.`, remedy: `Write ${right}.` }];
      case 'without transform':
        return [
          {
            cause: `The plugin entry of ${file} has a "name" only: ts-patch looks at "transform".`,
            remedy: `Write ${right}.`,
          },
        ];
      case 'without transformProgram':
        return [
          {
            cause: `The plugin entry of ${file} lacks "transformProgram": true: errors do not show under --noEmit, and companions cannot be imported by name.`,
            remedy: `Write ${right}.`,
          },
        ];
    }
  });
}

function judgeTsPatch(setup: Setup, scripts: readonly string[]): readonly Finding[] {
  const add = (name: string): string => `${installCommand(setup.folder, [name], true)}.`;
  const findings: Finding[] = [];
  if (!isInstalled(setup, transformer) && !setup.named.has(transformer))
    findings.push({ cause: `${transformer} is not installed.`, remedy: add(transformer) });
  const typescript = installed(setup, 'typescript');
  if (typescript === undefined) {
    findings.push({ cause: 'TypeScript is not installed.', remedy: add('typescript@6.0.3') });
  } else if (majorOf(typescript.version) >= 7) {
    findings.push({
      cause: `TypeScript ${typescript.version} has no interface for transformers: ts-patch does not run with it.`,
      remedy: `${add('typescript@6.0.3')} Or take another way: adc init --way cli.`,
    });
  } else if (isOlder(typescript.version, 5, 5)) {
    findings.push({
      cause: `TypeScript ${typescript.version} is too old for ${transformer}, which needs 5.5 or newer.`,
      remedy: add('typescript@6.0.3'),
    });
  }
  const tsPatch = installed(setup, 'ts-patch');
  if (tsPatch === undefined) {
    findings.push({ cause: 'ts-patch is not installed: tsc alone ignores plugin entries.', remedy: add('ts-patch') });
    return findings;
  }
  if (isOlder(tsPatch.version, 3, 3) || majorOf(tsPatch.version) > 4)
    findings.push({
      cause: `ts-patch ${tsPatch.version} is not one that ${transformer} works with: those are 3.3 and later, and 4.`,
      remedy: add('ts-patch@3.3.0'),
    });
  const patches = scripts.some((script) => /\bts-patch install\b/.test(script));
  if (patches && typescript !== undefined && majorOf(typescript.version) < 7 && !isPatched(typescript.folder))
    findings.push({
      cause: `A script runs "ts-patch install", but TypeScript in ${path.join('node_modules', 'typescript')} is not patched: tsc ignores plugin entries.`,
      remedy: 'Run npx ts-patch install, and see why the script did not run (ignored install scripts?).',
    });
  const compiles = scripts.some((script) => /(?:^|[\s;&|])tsc(?:$|[\s;&|])/.test(script));
  const patched = patches || (typescript !== undefined && isPatched(typescript.folder));
  if (compiles && !patched && !scripts.some((script) => /\btspc\b/.test(script)))
    findings.push({
      cause: 'The scripts of package.json call tsc, which ignores plugin entries.',
      remedy: 'Call tspc instead (adc init does that), or patch tsc: "prepare": "ts-patch install".',
    });
  return findings;
}

function isOlder(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return a < major || (a === major && b < minor);
}

/** What ts-patch has patched begins with a note of it. */
function isPatched(typescript: string): boolean {
  try {
    return readFileSync(path.join(typescript, 'lib', 'typescript.js'), 'utf8').startsWith('/// tsp-module:');
  } catch {
    return false;
  }
}
