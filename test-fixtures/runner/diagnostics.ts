/** Diagnostics as the command line prints them, with paths relative to the fixture. */
import { basename } from 'node:path';
import { formatDiagnostic } from '../../compiler/src/diagnostics/code-frame.js';
import type { Diagnostic } from '../../compiler/src/diagnostics/report.js';
import type { Fixture } from './fixture.js';

export const diagnosticText = (fixture: Fixture, diagnostic: Diagnostic): string =>
  formatDiagnostic(diagnostic, (file) => fixture.files.get(file), { nameOf: (file) => basename(file) });
