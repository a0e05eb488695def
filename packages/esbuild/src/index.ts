/** adc as a plugin of esbuild. */
export { adc, adc as default, type AdcOptions } from './plugin.js';
