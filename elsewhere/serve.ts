/** `npm run registry`: serves the packages to projects on this machine until it is stopped. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packAll } from './packages.js';
import { serve } from './registry.js';

const destination = mkdtempSync(path.join(tmpdir(), 'adc-registry-'));
process.on('exit', () => rmSync(destination, { recursive: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

const packages = await packAll(process.cwd(), destination);
const { url } = await serve(packages, 4874);
for (const { manifest } of packages) console.log(`${manifest.name} ${manifest.version}`);
console.log(`\nIn the folder of your project:\n\n  npm config set @adc:registry ${url} --location=project\n`);
