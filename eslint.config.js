import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const compilerCore = 'compiler/src/**/*.ts';
const tests = ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-support.ts'];

const nodeModules = { regex: '^node:', message: 'The compiler is pure: it runs in the browser as well.' };
const injectedTypeScript = {
  name: 'typescript',
  allowTypeImports: true,
  message: 'The namespace is injected at run time: `import type` only, or two compilers mix.',
};
const noTypeScript = { name: 'typescript', message: 'Only lower, emit, diagnostics and program know TypeScript.' };

export default tseslint.config(
  {
    ignores: ['**/dist/', '**/node_modules/', 'test-fixtures/*/*/', '.ci/', 'fuzz/failures/', 'docs/language/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { console: false, process: false, performance: false, URL: false } },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.check.json', './tsconfig.programs.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowArray: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `new Map()` is a map of any until it is used; what is done with an any is still found.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-useless-assignment': 'off',
      'prefer-const': ['error', { destructuring: 'all' }],
      eqeqeq: 'error',
    },
  },
  // Tests run emitted code, of which nothing is known.
  {
    files: [...tests, 'test-fixtures/**/*.ts'],
    rules: {
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  // Loose equality is one of the operators that are differentiated.
  {
    files: ['**/*.test-d.ts'],
    rules: { '@typescript-eslint/no-unused-vars': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  { files: ['compiler/src/rules/operators.ts', 'fuzz/oracle-operators.ts'], rules: { eqeqeq: 'off' } },
  {
    files: [compilerCore],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [injectedTypeScript], patterns: [nodeModules] }],
      'no-restricted-globals': [
        'error',
        'process',
        'console',
        'Buffer',
        'globalThis',
        'window',
        'document',
        'performance',
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['compiler/src/{analyse,transform,ir,rules}/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [noTypeScript], patterns: [nodeModules] }],
    },
  },
);
