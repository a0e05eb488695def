#!/usr/bin/env node
import { existsSync } from 'node:fs';

const dist = new URL('../dist/index.js', import.meta.url);
if (!existsSync(dist)) {
  console.error('adc has not been built yet. Build it in the root of its repository: npm run build');
  process.exit(1);
}
const { main, processIo } = await import(dist.href);
process.exitCode = await main(process.argv.slice(2), processIo());
